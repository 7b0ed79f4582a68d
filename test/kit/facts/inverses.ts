import type { KeyEvent, KeyEventType } from '../../../src/domain/key/facts.js';
import type { CredentialStatus } from '../../../src/domain/credentials/credential.js';
import type { ExistingKey, Key } from '../../../src/domain/key/key.js';
import * as f from './facts.js';

/** A fact that can happen to a key now, and the one that takes it back. */
type Pair = readonly [done: KeyEvent, undone: KeyEvent];

const secretIn = ({ secrets }: ExistingKey, status: CredentialStatus) => secrets.find((one) => one.status === status);
const keypairIn = ({ keypairs }: ExistingKey, status: CredentialStatus) =>
  keypairs.find((one) => one.status === status);

/** What cannot be taken back: a life begins and ends once, and what was revoked stays revoked. */
const final = () => undefined;

/** For every fact, if it can happen to this key now: it, and its inverse. */
export const inverses: Readonly<Record<KeyEventType, (key: ExistingKey) => Pair | undefined>> = {
  KeyCreated: final,
  SecretAdded: final,
  SecretRevoked: final,
  KeypairAdded: final,
  KeypairRevoked: final,
  KeyDeleted: final,
  CredentialExpiryApproaching: final,
  GoLiveRequested: final,
  GoLiveRequestWithdrawn: final,
  GoLiveApproved: final,
  GoLiveDeclined: final,
  ChangeProposed: final,
  ChangeApproved: final,
  ChangeDeclined: final,
  ChangeWithdrawn: final,
  KeyRenamed: ({ name }) => [f.renamed('Another'), f.renamed(name)],
  KeyDescribed: ({ description }) => [f.described('Another'), f.described(description)],
  PolicyLinksSet: (key) => [
    f.linked('https://another.example/p', 'https://another.example/t'),
    f.linked(key.privacyPolicyUrl, key.termsOfUseUrl),
  ],
  MobileAppMarked: ({ mobileApp }) => (mobileApp ? undefined : [f.mobile, f.notMobile]),
  MobileAppUnmarked: ({ mobileApp }) => (mobileApp ? [f.notMobile, f.mobile] : undefined),
  KeyDisabled: ({ status }) => (status === 'ACTIVE' ? [f.disabled, f.enabled] : undefined),
  KeyEnabled: ({ status }) => (status === 'DISABLED' ? [f.enabled, f.disabled] : undefined),
  ProductionSuspended: ({ goLive }) => (goLive.production === 'LIVE' ? [f.suspended, f.resumed] : undefined),
  ProductionResumed: ({ goLive }) => (goLive.production === 'SUSPENDED' ? [f.resumed, f.suspended] : undefined),
  OwnershipTransferred: ({ owner }) => [f.transferred(owner, 'another'), f.transferred('another', owner)],
  RedirectUriAdded: () => [f.uriAdded('another'), f.uriRemoved('another')],
  RedirectUriRemoved({ redirectUris: [data] }) {
    return (
      data && [
        { type: 'RedirectUriRemoved', data },
        { type: 'RedirectUriAdded', data },
      ]
    );
  },
  SecretDisabled(key) {
    const id = secretIn(key, 'ACTIVE')?.secretId;
    return id === undefined ? undefined : [f.secretDisabled(id), f.secretEnabled(id)];
  },
  SecretEnabled(key) {
    const id = secretIn(key, 'DISABLED')?.secretId;
    return id === undefined ? undefined : [f.secretEnabled(id), f.secretDisabled(id)];
  },
  SecretRetirementScheduled(key) {
    const secret = key.secrets.find(({ retirement }) => !retirement);
    if (!secret) return undefined;
    const { secretId, environment, expiresAt } = secret;
    const ends = { secretId, environment, retiresAt: f.after, expiresAt };
    return [
      { type: 'SecretRetirementScheduled', data: { ...ends, replacedBy: null } },
      { type: 'SecretRetirementCancelled', data: ends },
    ];
  },
  SecretRetirementCancelled(key) {
    const secret = key.secrets.find(({ retirement }) => retirement);
    if (!secret?.retirement) return undefined;
    const { secretId, environment, retirement } = secret;
    const { retiresAt, replacedBy, expiresAt } = retirement;
    return [
      { type: 'SecretRetirementCancelled', data: { secretId, environment, retiresAt, expiresAt } },
      { type: 'SecretRetirementScheduled', data: { secretId, environment, retiresAt, replacedBy, expiresAt } },
    ];
  },
  SecretRelabelled({ secrets: [secret] }) {
    return (
      secret && [f.secretRelabelled(secret.secretId, 'Another'), f.secretRelabelled(secret.secretId, secret.label)]
    );
  },
  BrownoutScheduled({ secrets: [secret] }) {
    return (
      secret && [
        f.brownoutScheduled(secret.secretId, { brownoutId: 'another' }),
        f.brownoutCancelled(secret.secretId, { brownoutId: 'another' }),
      ]
    );
  },
  BrownoutCancelled({ secrets }) {
    const secret = secrets.find(({ brownouts }) => brownouts?.length);
    const brownout = secret?.brownouts?.at(-1);
    return (
      secret &&
      brownout && [f.brownoutCancelled(secret.secretId, brownout), f.brownoutScheduled(secret.secretId, brownout)]
    );
  },
  KeypairRetirementScheduled(key) {
    const keypair = key.keypairs.find(({ retirement }) => !retirement);
    if (!keypair) return undefined;
    const { keypairId, environment, expiresAt } = keypair;
    const ends = { keypairId, environment, retiresAt: f.after, expiresAt };
    return [
      { type: 'KeypairRetirementScheduled', data: { ...ends, replacedBy: null } },
      { type: 'KeypairRetirementCancelled', data: ends },
    ];
  },
  KeypairRetirementCancelled(key) {
    const keypair = key.keypairs.find(({ retirement }) => retirement);
    if (!keypair?.retirement) return undefined;
    const { keypairId, environment, retirement } = keypair;
    const { retiresAt, replacedBy, expiresAt } = retirement;
    return [
      { type: 'KeypairRetirementCancelled', data: { keypairId, environment, retiresAt, expiresAt } },
      { type: 'KeypairRetirementScheduled', data: { keypairId, environment, retiresAt, replacedBy, expiresAt } },
    ];
  },
  KeypairRelabelled({ keypairs: [keypair] }) {
    return (
      keypair && [
        f.keypairRelabelled(keypair.keypairId, 'Another'),
        f.keypairRelabelled(keypair.keypairId, keypair.label),
      ]
    );
  },
  KeypairDisabled(key) {
    const id = keypairIn(key, 'ACTIVE')?.keypairId;
    return id === undefined ? undefined : [f.keypairDisabled(id), f.keypairEnabled(id)];
  },
  KeypairEnabled(key) {
    const id = keypairIn(key, 'DISABLED')?.keypairId;
    return id === undefined ? undefined : [f.keypairEnabled(id), f.keypairDisabled(id)];
  },
};

/** Facts that leave something in each state, at the end of any life. */
export const sparesOf = (key: Key): readonly KeyEvent[] => [
  ...(key.status !== 'NONE' && key.goLive.production === 'NONE' ? [...f.live, f.suspended] : []),
  f.uriAdded('spare'),
  ...[f.secretAdded('spare'), f.secretAdded('off'), f.secretDisabled('off')],
  ...[f.secretAdded('retiring'), f.secretRetired('retiring'), f.brownoutScheduled('retiring')],
  ...[f.keypairAdded('spare'), f.keypairAdded('off'), f.keypairDisabled('off')],
  ...[f.keypairAdded('retiring'), f.keypairRetired('retiring')],
];

/** Every type whose facts can be taken back. */
export const undoable = (Object.keys(inverses) as KeyEventType[]).filter((type) => inverses[type] !== final);
