import { newAccount, noPolicy, type Account } from '../../../domain/account/account.js';
import type { ExistingKey } from '../../../domain/key/key.js';
import { newborn } from '../../../domain/key/newborn.js';

/** The state of a key as a bundle has it. */
export type KeyState = ReturnType<typeof stateOfKey>;
/** The state of an account as a bundle has it. */
export type AccountState = ReturnType<typeof stateOfAccount>;

/** What the events of a key lead to: the table of `docs/audit-proof.md`. */
export const stateOfKey = (key: ExistingKey) => ({
  account: key.account,
  owner: key.owner,
  name: key.name,
  description: key.description,
  privacyPolicyUrl: key.privacyPolicyUrl,
  termsOfUseUrl: key.termsOfUseUrl,
  mobileApp: key.mobileApp,
  status: key.status,
  environments: key.environments,
  productionSuspended: key.goLive.production === 'SUSPENDED',
  redirectUris: Object.fromEntries(
    key.redirectUris.map(({ redirectUriId, environment, redirectUri }) => [
      redirectUriId,
      { environment, redirectUri },
    ]),
  ),
  secrets: Object.fromEntries(
    key.secrets.map(({ secretId, addedAt, environment, expiresAt, notBefore, status }) => [
      secretId,
      { addedAt, environment, expiresAt, notBefore, status },
    ]),
  ),
  keypairs: Object.fromEntries(
    key.keypairs.map(({ keypairId, addedAt, environment, expiresAt, fingerprint, kid, status }) => [
      keypairId,
      { addedAt, environment, expiresAt, fingerprint, kid, status },
    ]),
  ),
});

export const stateOfAccount = ({ policy }: Account) => ({ productionChanges: policy.productionChanges });

/** A key to go on from where a state ends. What a bundle does not tell of is as in a new one. */
export const keyOfState = (state: KeyState): ExistingKey => ({
  ...newborn,
  ...state,
  redirectUris: Object.entries(state.redirectUris).map(([redirectUriId, rest]) => ({ ...rest, redirectUriId })),
  secrets: Object.entries(state.secrets).map(([secretId, rest]) => ({ ...rest, secretId, label: null })),
  keypairs: Object.entries(state.keypairs).map(([keypairId, rest]) => ({
    ...rest,
    keypairId,
    label: null,
    notBefore: null,
    modulusDigest: null,
  })),
});

/** An account to go on from where a state ends. What is asked of its secrets, and its webhooks, are not in a bundle's state. */
export const accountOfState = (state: AccountState): Account => ({
  ...newAccount,
  policy: { ...noPolicy, ...state },
});

const partFields = {
  redirectUris: ['environment', 'redirectUri'],
  secrets: ['addedAt', 'environment', 'expiresAt', 'notBefore', 'status'],
  keypairs: ['addedAt', 'environment', 'expiresAt', 'fingerprint', 'kid', 'status'],
} as const;

/** Exactly what each state has, and of a key's parts each part. */
export const stateFields = {
  key: [
    ...['account', 'owner', 'name', 'description', 'privacyPolicyUrl', 'termsOfUseUrl', 'mobileApp', 'status'],
    ...['environments', 'productionSuspended', ...Object.keys(partFields)],
  ],
  account: ['productionChanges'],
  parts: Object.entries(partFields),
};
