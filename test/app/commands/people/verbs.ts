import type { Caller } from '../../../../src/app/access/session.js';
import type { Tools } from '../../../../src/app/commands/idempotency/idempotently.js';
import type { GraphqlVerb } from '../../../../src/app/access/permissions.js';
import { approveAccountPolicy } from '../../../../src/domain/account/approve-account-policy.js';
import { proposeAccountPolicy } from '../../../../src/domain/account/propose-account-policy.js';
import { setAccountPolicy } from '../../../../src/domain/account/set-account-policy.js';
import { markMobileApp } from '../../../../src/domain/details/mark-mobile-app.js';
import { unmarkMobileApp } from '../../../../src/domain/details/unmark-mobile-app.js';
import { resumeProduction } from '../../../../src/domain/go-live/resume-production.js';
import { suspendProduction } from '../../../../src/domain/go-live/suspend-production.js';
import type { KeyEvent } from '../../../../src/domain/key/facts.js';
import type { ExistingKey } from '../../../../src/domain/key/key.js';
import { addKeypair } from '../../../../src/domain/keypairs/add-keypair.js';
import { disableKeypair } from '../../../../src/domain/keypairs/disable-keypair.js';
import { enableKeypair } from '../../../../src/domain/keypairs/enable-keypair.js';
import { revokeKeypair } from '../../../../src/domain/keypairs/revoke-keypair.js';
import { disableIntegratorKey } from '../../../../src/domain/life/disable-integrator-key.js';
import { enableIntegratorKey } from '../../../../src/domain/life/enable-integrator-key.js';
import { transferOwnership } from '../../../../src/domain/life/transfer-ownership.js';
import { addRedirectUri } from '../../../../src/domain/redirect-uris/add-redirect-uri.js';
import { removeRedirectUri } from '../../../../src/domain/redirect-uris/remove-redirect-uri.js';
import { saveIntegratorKey } from '../../../../src/domain/save/save-integrator-key.js';
import { addSecret } from '../../../../src/domain/secrets/add-secret.js';
import { disableSecret } from '../../../../src/domain/secrets/disable-secret.js';
import { enableSecret } from '../../../../src/domain/secrets/enable-secret.js';
import { revokeSecret } from '../../../../src/domain/secrets/revoke-secret.js';
import { applyChange } from '../../../../src/domain/two-people/apply-change.js';
import { approveChange } from '../../../../src/domain/two-people/approve-change.js';
import { declineChange } from '../../../../src/domain/two-people/decline-change.js';
import { proposeChange } from '../../../../src/domain/two-people/propose-change.js';
import { withCredentials } from '../../../../src/domain/two-people/with-credentials.js';
import { withdrawChange } from '../../../../src/domain/two-people/withdraw-change.js';
import type { Environment } from '../../../../src/domain/values/environment.js';
import { aKeypair, aSecret, noChange } from '../../../kit/facts/facts.js';
import { changeOf, type Sort } from './changes.js';

/** What somebody tries. `id` names what it is about; ids are looked up before, so that a retry says the same. */
export interface Play {
  verb: Played;
  who: number;
  id: string;
  environment: Environment;
  sort: Sort;
}

interface Playing extends Play, Tools {
  caller: Caller;
  integratorKeyId: string;
  now: string;
}

type OnKey = (playing: Playing, key: ExistingKey) => KeyEvent[];
const onKey =
  (decide: OnKey) =>
  (playing: Playing): Promise<unknown> =>
    playing.handle.change(playing.caller, playing, (key) => decide(playing, key));
const taking = { allowLastUsable: true };
const account = 'acme';

const madeFor = ({ mint, now }: Playing, change: typeof noChange) => ({
  redirectUriIds: change.addRedirectUris.map(() => mint.id()),
  secrets: [...(change.rotateSecrets ?? []), ...change.addSecrets].map(() => aSecret(mint.id())),
  keypairs: [...(change.rotateKeypairs ?? []), ...change.addKeypairs].map(() => aKeypair(mint.id())),
  now,
});

/** What people can try, as the edge would run it. */
export const verbs = {
  addRedirectUri: onKey(({ mint, environment, id }, key) =>
    addRedirectUri(key, { redirectUriId: mint.id(), environment, redirectUri: `https://portal.example/${id}` }),
  ),
  removeRedirectUri: onKey(({ id }, key) => removeRedirectUri(key, { redirectUriId: id })),
  addSecret: onKey(({ mint, environment, now }, key) =>
    addSecret(key, { ...aSecret(mint.id(), { environment }), now }),
  ),
  enableSecret: onKey(({ id }, key) => enableSecret(key, { secretId: id })),
  disableSecret: onKey(({ id, now }, key) => disableSecret(key, { secretId: id, now, ...taking })),
  revokeSecret: onKey(({ id, now }, key) => revokeSecret(key, { secretId: id, now, ...taking })),
  addKeypair: onKey(({ mint, environment, now }, key) =>
    addKeypair(key, { ...aKeypair(mint.id(), { environment }), now }),
  ),
  enableKeypair: onKey(({ id }, key) => enableKeypair(key, { keypairId: id })),
  disableKeypair: onKey(({ id, now }, key) => disableKeypair(key, { keypairId: id, now, ...taking })),
  revokeKeypair: onKey(({ id, now }, key) => revokeKeypair(key, { keypairId: id, now, ...taking })),
  markMobileApp: onKey(({ now }, key) => markMobileApp(key, { now })),
  unmarkMobileApp: onKey((_, key) => unmarkMobileApp(key)),
  enableIntegratorKey: onKey((_, key) => enableIntegratorKey(key)),
  disableIntegratorKey: onKey((_, key) => disableIntegratorKey(key)),
  suspendProduction: onKey((_, key) => suspendProduction(key, { reason: 'A leak' })),
  resumeProduction: onKey((_, key) => resumeProduction(key)),
  transferOwnership: onKey(({ id }, key) => transferOwnership(key, { newOwner: id })),
  saveIntegratorKey(playing: Playing) {
    const wanted = changeOf(playing);
    const made = madeFor(playing, wanted);
    return onKey((_, key) => saveIntegratorKey(key, withCredentials(wanted, made)))(playing);
  },
  proposeChange(playing: Playing) {
    const proposed = { proposalId: playing.mint.id(), change: changeOf(playing), now: playing.now };
    return onKey((_, key) => proposeChange(key, proposed))(playing);
  },
  approveChange: onKey(({ id, caller, now }, key) =>
    approveChange(key, { proposalId: id, actorId: caller.actor.id, now }),
  ),
  declineChange: onKey(({ id, caller }, key) =>
    declineChange(key, { proposalId: id, actorId: caller.actor.id, reasons: ['Not now'] }),
  ),
  withdrawChange: onKey(({ id, caller }, key) => withdrawChange(key, { proposalId: id, actorId: caller.actor.id })),
  async applyChange(playing: Playing) {
    const { caller, handle, integratorKeyId, id: proposalId } = playing;
    const { proposals } = await handle.keyNow(caller, { integratorKeyId });
    const made = madeFor(playing, proposals.find((one) => one.proposalId === proposalId)?.change ?? noChange);
    return handle.change(caller, { integratorKeyId, applies: proposalId }, (key) =>
      applyChange(key, { proposalId, actorId: caller.actor.id, made }),
    );
  },
  setAccountPolicy: ({ handle, caller, environment }: Playing) =>
    handle.changeAccount(caller, {}, (state) =>
      setAccountPolicy(state, { account, productionChanges: environment === 'DEMO' ? 'DIRECT' : 'FOUR_EYES' }),
    ),
  proposeAccountPolicy: ({ handle, caller, mint, now }: Playing) =>
    handle.changeAccount(caller, {}, (state) =>
      proposeAccountPolicy(state, { proposalId: mint.id(), productionChanges: 'DIRECT', now }),
    ),
  approveAccountPolicy: ({ handle, caller, id, now }: Playing) =>
    handle.changeAccount(caller, {}, (state) =>
      approveAccountPolicy(state, { account, proposalId: id, approver: caller.actor.id, now }),
    ),
} satisfies Partial<Record<GraphqlVerb, (playing: Playing) => Promise<unknown>>>;

export type Played = keyof typeof verbs;
