import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { KeyEventType } from '../../src/domain/key/facts.js';
import { evolve, noKey, type ExistingKey, type Key } from '../../src/domain/key/key.js';
import { answersOf } from '../kit/views/answers.js';
import { created } from '../kit/facts/facts.js';
import { inverses, sparesOf, undoable } from '../kit/facts/inverses.js';
import { anyActs, play } from '../kit/facts/life.js';
import { aLog } from '../kit/facts/log.js';
import { someViews } from '../kit/views/views.js';

const byId = <Thing>(things: readonly Thing[], idOf: (thing: Thing) => string) =>
  [...things].sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1));

/** Without what every event moves on, and without the birth of a redirect URI, which comes back as a new one. */
function lasting({ keys, clients, lists, peppers }: ReturnType<typeof answersOf>) {
  const details = keys.map((key) => ({
    ...key,
    ...{ updatedAt: null, revision: null, changedRevision: null, goLive: { ...key?.goLive, reviewedRevision: null } },
    redirectUris: byId(key?.redirectUris ?? [], ({ id }) => id).map(({ id, environment, uri }) => [
      id,
      environment,
      uri,
    ]),
  }));
  const known = clients.map((client) => ({
    ...client,
    redirectUris: byId(client?.redirectUris ?? [], ({ redirectUriId }) => redirectUriId),
  }));
  return { details, known, lists, peppers };
}

/** What verification does not look at. */
const unverified = new Set<KeyEventType>([
  'SecretRelabelled',
  'KeypairRelabelled',
  ...(['KeyRenamed', 'KeyDescribed', 'PolicyLinksSet'] as const),
  ...(['MobileAppMarked', 'MobileAppUnmarked', 'OwnershipTransferred'] as const),
]);

test('in any life, what takes a fact back leaves every view as it was before, but for the history, which tells both', () => {
  const seen = new Map<KeyEventType, number>();
  fc.assert(
    fc.property(anyActs(40), (tried) => {
      const { all, happens } = aLog();
      const steps = play(created, tried);
      const lived = steps.at(-1)?.key ?? noKey;
      for (const { events } of [...steps, { events: sparesOf(lived) }]) happens('a-key', events);
      const views = someViews();
      views.apply(all);
      const key = sparesOf(lived).reduce<Key>(evolve, lived) as ExistingKey;
      for (const type of undoable) {
        const [done, undone] = inverses[type](key) ?? [];
        if (!done || !undone) continue;
        seen.set(type, (seen.get(type) ?? 0) + 1);
        const before = answersOf(views.db, ['a-key']);
        views.apply(happens('a-key', [done]));
        const between = lasting(answersOf(views.db, ['a-key']));
        views.apply(happens('a-key', [undone]));
        const after = answersOf(views.db, ['a-key']);
        const { details, known } = lasting(before);
        expect([type, between.details]).not.toEqual([type, details]);
        if (!unverified.has(type)) expect([type, between.known]).not.toEqual([type, known]);
        expect(lasting(after)).toEqual(lasting(before));
        expect(after.events.slice(0, -2)).toEqual(before.events);
        expect(after.events.slice(-2).map((entry) => entry.type)).toEqual([done.type, undone.type]);
      }
      views.close();
    }),
    { numRuns: 25 },
  );
  for (const type of undoable) expect([type, (seen.get(type) ?? 0) > 0]).toEqual([type, true]); // all were tried
});
