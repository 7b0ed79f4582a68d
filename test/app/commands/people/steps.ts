import fc from 'fast-check';
import { readAccountHistory } from '../../../../src/app/account/read-account.js';
import { decode } from '../../../../src/app/log/decode.js';
import type { EventStore } from '../../../../src/app/log/event-store.js';
import { streamOf } from '../../../../src/app/log/streams.js';
import { evolve as evolveAccount, newAccount } from '../../../../src/domain/account/account.js';
import { evolve, noKey, type ExistingKey, type Key } from '../../../../src/domain/key/key.js';
import { sorts } from './changes.js';
import { people } from './people.js';
import { verbs, type Play, type Played } from './verbs.js';

const HOUR_MS = 60 * 60 * 1000;

/** One thing that somebody tries. */
export interface Step extends Omit<Play, 'id'> {
  /** Which of those that there are: 0 is the newest. */
  pick: number;
  waitMs: number;
  server: number;
  /** Done again under its own name right afterwards, or never. */
  again: boolean;
}

const mostlyNow = fc.oneof(
  { weight: 12, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.constantFrom(HOUR_MS, -HOUR_MS, 25 * HOUR_MS) },
  { weight: 1, arbitrary: fc.constantFrom(168 * HOUR_MS - 1, 168 * HOUR_MS, 200 * HOUR_MS, -200 * HOUR_MS) },
);

const stepOf = (verb: fc.Arbitrary<Played>, pick: fc.Arbitrary<number>): fc.Arbitrary<Step> =>
  fc.record({
    verb,
    who: fc.constantFrom(0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 5),
    environment: fc.constantFrom('PRODUCTION', 'PRODUCTION', 'DEMO'),
    sort: fc.constantFrom(...sorts),
    pick,
    waitMs: mostlyNow,
    server: fc.nat(1),
    again: fc.nat(4).map((n) => n === 0),
  });

const anything = stepOf(fc.constantFrom(...(Object.keys(verbs) as Played[])), fc.nat(3));
const newest = (...names: Played[]) => stepOf(fc.constantFrom(...names), fc.constantFrom(0, 0, 0, 1));

/** What one person does before two may widen it again. */
const takenBefore: Partial<Record<Step['sort'], Played>> = {
  resume: 'suspendProduction',
  key: 'disableIntegratorKey',
  'secret enabled': 'disableSecret',
  'keypair enabled': 'disableKeypair',
};

/** A proposal with what usually follows; anybody may do each of it, and other things may come between. */
const story = fc
  .record({
    proposed: newest('proposeChange'),
    approved: newest('approveChange'),
    applied: newest('applyChange'),
    between: fc.constantFrom('approved', 'applied', null, null),
    else: anything,
    isByProposer: fc.constantFrom(true, true, true, false),
  })
  .map(({ proposed, approved, applied, between, else: other, isByProposer }): Step[] => {
    const taken = takenBefore[proposed.sort];
    return [
      ...(taken ? [{ ...proposed, verb: taken, who: 0 }] : []),
      proposed,
      ...(between === 'approved' ? [other] : []),
      approved,
      ...(between === 'applied' ? [other] : []),
      isByProposer ? { ...applied, who: proposed.who } : applied,
    ];
  });

const loosening = fc.tuple(
  ...[newest('proposeAccountPolicy'), newest('approveAccountPolicy'), newest('setAccountPolicy')],
);

/** What people try one after the other. */
export const anySteps = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: anything.map((step) => [step]) },
      { weight: 12, arbitrary: story },
      { weight: 1, arbitrary: loosening },
    ),
    { minLength: 1, maxLength: 14, size: 'max' },
  )
  .map((parts) => parts.flat());

export async function keyIn(store: Pick<EventStore, 'readStream'>, id: string): Promise<ExistingKey> {
  return (await store.readStream(streamOf(id))).map(decode).reduce<Key>(evolve, noKey) as ExistingKey;
}

/** The step with the id of what it is about, as somebody who looks at the key would choose it. */
export async function playOf(store: EventStore, keyId: string, { pick, ...step }: Step): Promise<Play> {
  const { verb, who, environment, sort } = step;
  const key = await keyIn(store, keyId);
  const nth = <One>(all: readonly One[], idOf: (one: One) => string) => {
    const found = all.length > 0 ? all[all.length - 1 - (pick % all.length)] : undefined;
    return found === undefined ? `none ${pick}` : idOf(found);
  };
  const secret = () => nth(key.secrets, ({ secretId }) => secretId);
  const keypair = () => nth(key.keypairs, ({ keypairId }) => keypairId);
  const idOf = async (): Promise<string> => {
    if (verb === 'removeRedirectUri') return nth(key.redirectUris, ({ redirectUriId }) => redirectUriId);
    if (verb.endsWith('Secret') || sort === 'secret enabled') return secret();
    if (verb.endsWith('Keypair') || sort === 'keypair enabled') return keypair();
    if (verb === 'transferOwnership') return nth(people, ({ id }) => id);
    if (verb === 'approveAccountPolicy') {
      const { proposals } = (await readAccountHistory(store, 'acme')).reduce(evolveAccount, newAccount);
      return nth(proposals, ({ id }) => id);
    }
    return String(pick);
  };
  const isOfProposal = ['approveChange', 'declineChange', 'withdrawChange', 'applyChange'].includes(verb);
  const id = isOfProposal ? nth(key.proposals, ({ proposalId }) => proposalId) : await idOf();
  return { verb, who, environment, sort, id };
}
