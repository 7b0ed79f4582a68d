import fc from 'fast-check';
import { addKeypair } from '../../../src/domain/keypairs/add-keypair.js';
import { addRedirectUri } from '../../../src/domain/redirect-uris/add-redirect-uri.js';
import { addSecret } from '../../../src/domain/secrets/add-secret.js';
import { deleteIntegratorKey } from '../../../src/domain/life/delete-integrator-key.js';
import { describeIntegratorKey } from '../../../src/domain/details/describe-integrator-key.js';
import { disableIntegratorKey } from '../../../src/domain/life/disable-integrator-key.js';
import { disableKeypair } from '../../../src/domain/keypairs/disable-keypair.js';
import { disableSecret } from '../../../src/domain/secrets/disable-secret.js';
import { enableIntegratorKey } from '../../../src/domain/life/enable-integrator-key.js';
import { enableKeypair } from '../../../src/domain/keypairs/enable-keypair.js';
import { enableSecret } from '../../../src/domain/secrets/enable-secret.js';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import type { KeypairAdded } from '../../../src/domain/keypairs/facts.js';
import type { SecretAdded } from '../../../src/domain/secrets/facts.js';
import { notDeleted } from '../../../src/domain/key/reach.js';
import { evolve, type ExistingKey, type Key } from '../../../src/domain/key/key.js';
import { markMobileApp } from '../../../src/domain/details/mark-mobile-app.js';
import { Refusal, Refusals } from '../../../src/domain/refusal/refusal.js';
import { removeRedirectUri } from '../../../src/domain/redirect-uris/remove-redirect-uri.js';
import { renameIntegratorKey } from '../../../src/domain/details/rename-integrator-key.js';
import { revokeKeypair } from '../../../src/domain/keypairs/revoke-keypair.js';
import { remind } from '../../../src/domain/expiry/remind.js';
import { relabelKeypair } from '../../../src/domain/keypairs/relabel-keypair.js';
import { cancelBrownout } from '../../../src/domain/rotation/cancel-brownout.js';
import { cancelRetirement } from '../../../src/domain/rotation/cancel-retirement.js';
import { retireKeypair } from '../../../src/domain/rotation/retire-keypair.js';
import { retireSecret } from '../../../src/domain/rotation/retire-secret.js';
import { rotateKeypair } from '../../../src/domain/rotation/rotate-keypair.js';
import { rotateSecret } from '../../../src/domain/rotation/rotate-secret.js';
import { scheduleBrownout } from '../../../src/domain/rotation/schedule-brownout.js';
import { relabelSecret } from '../../../src/domain/secrets/relabel-secret.js';
import { revokeSecret } from '../../../src/domain/secrets/revoke-secret.js';
import { saveIntegratorKey } from '../../../src/domain/save/save-integrator-key.js';
import { setPolicyLinks } from '../../../src/domain/details/set-policy-links.js';
import { transferOwnership } from '../../../src/domain/life/transfer-ownership.js';
import { unmarkMobileApp } from '../../../src/domain/details/unmark-mobile-app.js';
import { uploadPublicKey } from '../../../src/domain/keypairs/upload-public-key.js';
import { approveChange } from '../../../src/domain/two-people/approve-change.js';
import { declineChange } from '../../../src/domain/two-people/decline-change.js';
import { proposeChange } from '../../../src/domain/two-people/propose-change.js';
import { withdrawChange } from '../../../src/domain/two-people/withdraw-change.js';
import { approveGoLive } from '../../../src/domain/go-live/approve-go-live.js';
import { declineGoLive } from '../../../src/domain/go-live/decline-go-live.js';
import { requestGoLive } from '../../../src/domain/go-live/request-go-live.js';
import { resumeProduction } from '../../../src/domain/go-live/resume-production.js';
import { suspendProduction } from '../../../src/domain/go-live/suspend-production.js';
import { withdrawGoLiveRequest } from '../../../src/domain/go-live/withdraw-go-live-request.js';
import { MAX_SECRETS } from '../../../src/domain/secrets/refusals.js';
import { aKeypair, aSecret, aUri, nextYear, noChange, now } from './facts.js';
import { keyOf } from './given.js';

/** Numbers that a verb makes of what it likes: `fresh` is in no other act. */
interface Dice extends Making {
  fresh: string;
  pick: number;
  flag: boolean;
}

/** How secrets and keypairs are made of an id. */
export interface Making {
  aSecret(id: string): SecretAdded;
  aKeypair(id: string): KeypairAdded;
}
type Act = (key: ExistingKey, dice: Dice) => KeyEvent[];

const dates = { expiresAt: nextYear, now };
/** One of the next hours. */
const soon = (pick: number) => `2026-06-02T${String(pick % 24).padStart(2, '0')}:00:00.000Z`;
const environmentOf = (flag: boolean) => (flag ? 'DEMO' : 'PRODUCTION');
const secretId = ({ secrets }: ExistingKey, pick: number) => secrets[pick % (secrets.length + 1)]?.secretId ?? '';
const keypairId = ({ keypairs }: ExistingKey, pick: number) => keypairs[pick % (keypairs.length + 1)]?.keypairId ?? '';
const uriId = ({ redirectUris }: ExistingKey, pick: number) =>
  redirectUris[pick % (redirectUris.length + 1)]?.redirectUriId ?? '';
const uri = (fresh: string, pick: number) => aUri(fresh, `https://portal.example/${pick % 60}`);

/** As if the key met every criterion: a random life seldom does. */
const asIfReady = (key: ExistingKey): ExistingKey => ({
  ...key,
  ...{ description: 'Ready', privacyPolicyUrl: 'https://acme.example/p', termsOfUseUrl: 'https://acme.example/t' },
  ...{ status: 'ACTIVE', redirectUris: [aUri('ready')], secrets: [], keypairs: [] },
});
const judged = { tallies: [], limits: { maxCredentialAge: 365, minUses: 0 }, now };
const requestId = ({ goLive: { requests } }: ExistingKey, pick: number) => requests.at(-(pick % 3))?.requestId ?? '';

const proposalId = ({ proposals }: ExistingKey, pick: number) => proposals.at(-(pick % 3))?.proposalId ?? '';

/** Every verb there is, but for the two that begin and end a life. */
const acts: Act[] = [
  (key, { fresh, flag }) =>
    requestGoLive(asIfReady(key), {
      ...{ requestId: fresh, classification: 'PUBLIC', note: null, ...judged },
      decision: flag ? 'review' : 'automatic',
    }),
  (key, { pick }) => withdrawGoLiveRequest(key, { requestId: requestId(key, pick) }),
  (key, { pick }) => declineGoLive(key, { requestId: requestId(key, pick), reasons: ['Not yet.'] }),
  (key, { pick, flag }) =>
    approveGoLive(asIfReady(key), {
      ...{ requestId: requestId(key, pick), actorId: flag ? 'ada' : 'grace', note: null },
      ...judged,
    }),
  (key, { fresh, pick }) =>
    proposeChange(key, { proposalId: fresh, change: { ...noChange, name: `Proposed ${pick % 3}` }, now }),
  (key, { pick, flag }) =>
    approveChange(key, { proposalId: proposalId(key, pick), actorId: flag ? 'ada' : 'grace', now }),
  (key, { pick }) =>
    declineChange(key, { proposalId: proposalId(key, pick), actorId: 'grace', reasons: ['Too early.'] }),
  (key, { pick }) => withdrawChange(key, { proposalId: proposalId(key, pick), actorId: 'ada' }),
  (key) => suspendProduction(key, { reason: 'A leak.' }),
  resumeProduction,
  (key, { pick }) => renameIntegratorKey(key, { name: `Name ${pick % 3}` }),
  (key, { pick }) => describeIntegratorKey(key, { description: ['', 'One', 'Two'][pick % 3] ?? null }),
  (key, { pick }) => setPolicyLinks(key, { termsOfUseUrl: [null, 'https://acme.example', 'bad'][pick % 3] ?? null }),
  (key, { pick }) => transferOwnership(key, { newOwner: `owner ${pick % 3}` }),
  (key) => markMobileApp(key, { now }),
  unmarkMobileApp,
  disableIntegratorKey,
  enableIntegratorKey,
  (key, { fresh, pick, flag }) => addRedirectUri(key, { ...uri(fresh, pick), environment: environmentOf(flag) }),
  (key, { pick }) => removeRedirectUri(key, { redirectUriId: uriId(key, pick) }),
  (key, { aSecret, fresh, flag }) => addSecret(key, { ...aSecret(fresh), ...dates, environment: environmentOf(flag) }),
  (key, { aSecret, fresh }) => addSecret(key, { ...aSecret(fresh), ...dates }),
  (key, { pick, flag }) => disableSecret(key, { secretId: secretId(key, pick), allowLastUsable: flag, now }),
  (key, { pick }) => enableSecret(key, { secretId: secretId(key, pick) }),
  (key, { pick, flag }) => revokeSecret(key, { secretId: secretId(key, pick), allowLastUsable: flag, now }),
  (key, { aKeypair, fresh, flag }) =>
    addKeypair(key, { ...aKeypair(fresh), ...dates, environment: environmentOf(flag) }),
  (key, { aKeypair, fresh, pick }) =>
    uploadPublicKey(key, {
      ...aKeypair(fresh),
      modulusDigest: `modulus ${pick % 9}`,
      ...{ publicExponent: 65537n, ownKid: null, notAfter: null },
      ...dates,
    }),
  (key, { pick, flag }) => disableKeypair(key, { keypairId: keypairId(key, pick), allowLastUsable: flag, now }),
  (key, { pick }) => enableKeypair(key, { keypairId: keypairId(key, pick) }),
  (key, { pick, flag }) => revokeKeypair(key, { keypairId: keypairId(key, pick), allowLastUsable: flag, now }),
  (key, { aSecret, fresh, pick, flag }) =>
    rotateSecret(key, {
      ...{ secretId: secretId(key, pick), overlap: ['P7D', 'P30D', null][pick % 3] },
      ...{ secret: { ...aSecret(fresh), ...dates }, allowLastUsable: flag, now },
    }),
  (key, { aKeypair, fresh, pick, flag }) =>
    rotateKeypair(key, {
      ...{ keypairId: keypairId(key, pick), overlap: 'PT12H' },
      ...{ keypair: { ...aKeypair(fresh), ...dates }, allowLastUsable: flag, now },
    }),
  (key, { pick, flag }) =>
    retireSecret(key, { secretId: secretId(key, pick), at: soon(pick), allowLastUsable: flag, now }),
  (key, { pick, flag }) =>
    retireKeypair(key, { keypairId: keypairId(key, pick), at: soon(pick), allowLastUsable: flag, now }),
  (key, { pick, flag }) =>
    cancelRetirement(key, { credentialId: flag ? secretId(key, pick) : keypairId(key, pick), now }),
  (key, { pick }) =>
    relabelSecret(key, { secretId: secretId(key, pick), label: [null, 'One', 'Two'][pick % 3] ?? null }),
  (key, { pick }) =>
    relabelKeypair(key, { keypairId: keypairId(key, pick), label: [null, 'One', 'Two'][pick % 3] ?? null }),
  (key, { fresh, pick, flag }) =>
    scheduleBrownout(key, {
      ...{ secretId: secretId(key, pick), brownoutId: fresh, from: soon(pick), to: soon(pick + 1) },
      ...{ allowLastUsable: flag, now },
    }),
  (key) => remind(key, { now: '2027-05-20T12:00:00.000Z' }),
  (key, { pick }) => {
    const brownouts = key.secrets.flatMap(({ secretId: id, brownouts: all = [] }) =>
      all.map(({ brownoutId }) => ({ secretId: id, brownoutId })),
    );
    return cancelBrownout(key, { ...(brownouts[pick % 5] ?? { secretId: '', brownoutId: '' }), now });
  },
  (key, { fresh, pick }) =>
    saveIntegratorKey(key, {
      ...{ removeRedirectUriIds: [], addSecrets: [], addKeypairs: [] },
      addRedirectUris: many(pick % 27, (n) => aUri(`${fresh}.${n}`)),
      now,
    }),
  (key, { aSecret, aKeypair, fresh, pick, flag }) =>
    saveIntegratorKey(key, {
      name: `Saved ${pick % 3}`,
      mobileApp: flag ? key.mobileApp : pick % 2 === 0,
      removeRedirectUriIds: key.redirectUris.slice(0, pick % 3).map((one) => one.redirectUriId),
      ...(!flag && {
        rotateSecrets: key.secrets.slice(-2).map(({ secretId }, n) => ({
          ...{ secretId, overlap: 'P1D', allowLastUsable: true, now },
          secret: { ...aSecret(`${fresh}.rotated.${n}`), ...dates },
        })),
      }),
      addRedirectUris: many(pick % 12, (n) => uri(`${fresh}.${n}`, pick + n)),
      addSecrets: flag
        ? many(pick % 2 ? pick % 5 : freeSecrets(key), (n) => ({ ...aSecret(`${fresh}.${n}`), ...dates }))
        : [],
      addKeypairs: many(pick % 3, (n) => ({ ...aKeypair(`${fresh}.${n}`), ...dates })),
      now,
    }),
];

/** How many secrets more take the demo environment to its cap. */
const freeSecrets = ({ secrets }: ExistingKey) =>
  MAX_SECRETS -
  secrets.filter(({ environment, status, retirement }) => environment === 'DEMO' && status !== 'REVOKED' && !retirement)
    .length;

const many = <Value>(count: number, make: (n: number) => Value) => Array.from({ length: count }, (_, n) => make(n));

/** What somebody tries to do to a key, in any order; refused as often as not. */
export const anyActs = (maxLength: number) =>
  fc.array(fc.record({ act: fc.nat(acts.length - 1), pick: fc.nat(10_000), flag: fc.boolean() }), {
    maxLength,
    size: 'max',
  });
type Acts = typeof anyActs extends (max: number) => fc.Arbitrary<infer All> ? All : never;

/** Who does it all. */
const by = { actorId: 'ada' };

export interface Step {
  events: KeyEvent[];
  key: ExistingKey;
}

/** Plays the acts one after the other; a refused one leaves no step. `ends` deletes the key at last; `name` sets the ids of one key apart from those of others. */
export function play(
  created: KeyEvent,
  tried: Acts,
  ends = false,
  making: Making = { aSecret, aKeypair },
  name = '',
): Step[] {
  const steps: Step[] = [{ events: [created], key: keyOf(created) as ExistingKey }];
  const take = (decide: (key: ExistingKey) => KeyEvent[]) => {
    const before = steps.at(-1)?.key as ExistingKey;
    try {
      const events = decide(notDeleted(before)).map((event) => ({ ...event, metadata: by }));
      steps.push({ events, key: events.reduce<Key>(evolve, before) as ExistingKey });
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof Refusals)) throw error;
    }
  };
  tried.forEach(({ act, pick, flag }, index) =>
    take((key) => acts[act]?.(key, { ...making, fresh: `${name}f${index}`, pick, flag }) ?? []),
  );
  if (ends) take((key) => deleteIntegratorKey(key, { confirmName: key.name }));
  return steps;
}
