import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { KeyEventType } from '../../../src/domain/key/facts.js';
import { evolve, noKey, type ExistingKey, type Key } from '../../../src/domain/key/key.js';
import { created } from '../../kit/facts/facts.js';
import { inverses, sparesOf, undoable } from '../../kit/facts/inverses.js';
import { anyActs, play } from '../../kit/facts/life.js';

/** A redirect URI that comes back stands last: which there are is what counts. Revisions only go on. */
const inAnyOrder = (key: ExistingKey) => ({
  ...key,
  revision: null,
  changedRevision: null,
  goLive: { ...key.goLive, reviewedRevision: null },
  redirectUris: new Set(key.redirectUris),
});

test('in any life, what takes a fact back leaves the key as it was before', () => {
  const seen = new Map<KeyEventType, number>();
  fc.assert(
    fc.property(anyActs(60), (tried) => {
      const lived = play(created, tried).at(-1)?.key ?? noKey;
      const key = sparesOf(lived).reduce<Key>(evolve, lived) as ExistingKey;
      for (const type of undoable) {
        const [done, undone] = inverses[type](key) ?? [];
        if (!done || !undone) continue;
        seen.set(type, (seen.get(type) ?? 0) + 1);
        const changed = evolve(key, done) as ExistingKey;
        expect(inAnyOrder(changed)).not.toEqual(inAnyOrder(key));
        expect(inAnyOrder(evolve(changed, undone) as ExistingKey)).toEqual(inAnyOrder(key));
      }
    }),
    { numRuns: 200 },
  );
  for (const type of undoable) expect([type, (seen.get(type) ?? 0) > 10]).toEqual([type, true]); // all were tried
});
