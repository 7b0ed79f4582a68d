import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { handler } from '../../../src/app/commands/handle.js';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import type { RefusalCode } from '../../../src/domain/refusal/codes.js';
import { createIntegratorKey } from '../../../src/domain/life/create-integrator-key.js';
import { setAccountPolicy } from '../../../src/domain/account/set-account-policy.js';
import type { Environment } from '../../../src/domain/values/environment.js';
import * as f from '../../kit/facts/facts.js';
import { storeInMemory, type StoreInMemory } from '../../kit/stores/in-memory.js';
import { aCaller } from '../../kit/stores/shell.js';
import { judged } from './people/judge.js';
import { people, stage } from './people/people.js';
import { anySteps, keyIn, playOf, type Step } from './people/steps.js';
import type { Play, Played } from './people/verbs.js';

const RUNS = 100;
const environment = 'PRODUCTION';
const uri = { ...f.aUri('first'), environment } as const;
const furnished: KeyEvent[] = [
  { type: 'RedirectUriAdded', data: uri },
  { type: 'SecretAdded', data: f.aSecret('first', { environment }) },
  { type: 'SecretDisabled', data: { secretId: 'first', environment } },
  { type: 'KeypairAdded', data: f.aKeypair('first', { environment }) },
  { type: 'KeypairDisabled', data: { keypairId: 'first', environment } },
];

/** A live key of this owner in an account that has four eyes from the beginning; some of what production has is from before. */
async function begun(owner: string, before: readonly KeyEvent[]) {
  const store = storeInMemory();
  const clock = { now: new Date(f.now) };
  const integratorKeyId = randomUUID();
  const handle = handler({ store, shown: async () => undefined, newId: randomUUID, now: () => clock.now });
  const caller = aCaller();
  await handle.create(caller, { integratorKeyId }, (none) => createIntegratorKey(none, { ...f.created.data, owner }));
  await handle.change(caller, { integratorKeyId }, () =>
    [...f.live, ...before].map(({ type, data }) => ({ type, data }) as KeyEvent),
  );
  const fourEyes = { account: 'acme', productionChanges: 'FOUR_EYES' } as const;
  await handle.changeAccount(caller, {}, (state) => setAccountPolicy(state, fourEyes));
  return { store, clock, integratorKeyId };
}

/** On a copy, one administrator takes away whatever counts in production; what is left after all. */
async function leftByOne(store: StoreInMemory, now: Date, id: string, who: number) {
  const copy = store.copy();
  const { attempt } = stage(copy, { now }, id);
  const refusals: string[] = [];
  const alone = async (verb: Played, about = '') => {
    const play: Play = { verb, who, id: about, environment, sort: 'uri' };
    const { refused } = await attempt(play, randomUUID(), 0);
    if (refused !== undefined) refusals.push(`${verb}: ${refused}`);
  };
  const here = <One extends { environment: Environment }>(all: readonly One[]) =>
    all.filter((one) => one.environment === environment);
  const key = await keyIn(copy, id);
  for (const { secretId } of here(key.secrets)) await alone('revokeSecret', secretId);
  for (const { keypairId } of here(key.keypairs)) await alone('revokeKeypair', keypairId);
  for (const { redirectUriId } of here(key.redirectUris)) await alone('removeRedirectUri', redirectUriId);
  await alone('suspendProduction');
  await alone('disableIntegratorKey');
  const left = await keyIn(copy, id);
  return {
    refusals,
    credentials: [...here(left.secrets), ...here(left.keypairs)].filter(({ status }) => status !== 'REVOKED'),
    redirectUris: here(left.redirectUris),
    standing: [left.goLive.production, left.status],
  };
}
const nothingLeft = { refusals: [], credentials: [], redirectUris: [], standing: ['SUSPENDED', 'DISABLED'] };

const told = new Map<string, number>();
const count = (name: string) => void told.set(name, (told.get(name) ?? 0) + 1);

async function playAll({ steps, owner, before }: { steps: Step[]; owner: number; before: KeyEvent[] }) {
  const { store, clock, integratorKeyId } = await begun(people[owner]?.id ?? '', before);
  const { attempt } = stage(store, clock, integratorKeyId);
  const earlier: { play: Play; name: string }[] = [];
  for (const [index, step] of steps.entries()) {
    clock.now = new Date(clock.now.getTime() + step.waitMs);
    const length = store.log.length;
    const doing = { play: await playOf(store, integratorKeyId, step), name: randomUUID() };
    earlier.push(doing);
    count((await attempt(doing.play, doing.name, step.server)).refused ?? step.verb);
    const late = earlier[step.pick % earlier.length];
    for (const { play, name } of step.again ? [doing, ...(late ? [late] : [])] : [])
      await attempt(play, name, step.server + 1);
    if (store.log.length > length)
      expect(await leftByOne(store, clock.now, integratorKeyId, index % 3)).toEqual(nothingLeft);
  }
  const { faults, passed } = judged(store.log);
  passed.forEach((type) => count(`passed ${type}`));
  expect(faults).toEqual([]);
}

const refusals: readonly RefusalCode[] = [
  ...(['APPROVAL_REQUIRED', 'SAME_PERSON', 'NOT_THE_PROPOSER', 'PROPOSAL_NOT_FOUND', 'PROPOSAL_CLOSED'] as const),
  ...(['PROPOSAL_NOT_APPROVED', 'PROPOSAL_EXPIRED', 'PROPOSAL_STALE'] as const),
];

test('whatever people try in whatever order, two widen production, and one takes away all of it', async () => {
  const run = fc.record({ steps: anySteps, owner: fc.nat(4), before: fc.subarray(furnished).filter(folds) });
  await fc.assert(fc.asyncProperty(run, playAll), { numRuns: RUNS });
  // what is judged has happened, and each refusal was met
  const counted = [...told.keys()];
  expect(refusals.filter((code) => !counted.includes(code))).toEqual([]);
  expect(counted.filter((name) => name.startsWith('passed')).length).toBeGreaterThan(4);
});

/** Nothing is disabled that was not added. */
function folds(events: readonly KeyEvent[]): boolean {
  const has = (type: KeyEvent['type']) => events.some((event) => event.type === type);
  return (has('SecretAdded') || !has('SecretDisabled')) && (has('KeypairAdded') || !has('KeypairDisabled'));
}
