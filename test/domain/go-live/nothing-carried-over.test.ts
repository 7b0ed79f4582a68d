import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import { evolve, noKey, type ExistingKey, type Key } from '../../../src/domain/key/key.js';
import type { Environment } from '../../../src/domain/values/environment.js';
import { created } from '../../kit/facts/facts.js';
import { anyActs, play } from '../../kit/facts/life.js';

const idOf = (one: object) =>
  (['redirectUriId', 'secretId', 'keypairId'] as const).map((name) => (one as Record<string, string>)[name]).join('');

const idsIn = ({ redirectUris, secrets, keypairs }: ExistingKey, environment: Environment) =>
  [...redirectUris, ...secrets, ...keypairs].filter((one) => one.environment === environment).map(idOf);

const has = ({ redirectUris, secrets, keypairs }: ExistingKey, environment: Environment) =>
  [redirectUris, secrets, keypairs].map((all) => all.filter((one) => one.environment === environment));

/** Ids that an event itself has put into production. */
const madeFor = (event: KeyEvent): string[] =>
  ['RedirectUriAdded', 'SecretAdded', 'KeypairAdded'].includes(event.type) &&
  (event.data as { environment?: Environment }).environment === 'PRODUCTION'
    ? [idOf(event.data)]
    : [];

test('going live leaves production empty and demo as it was, and nothing is in production that was not made for it', () => {
  let [approvals, withDemo, made] = [0, 0, 0];
  fc.assert(
    fc.property(anyActs(80), (tried) => {
      const production = new Set<string>();
      let before: Key = noKey;
      for (const event of play(created, tried, true).flatMap(({ events }) => events)) {
        const after = evolve(before, event) as ExistingKey;
        for (const id of madeFor(event)) production.add(id);
        if (event.type === 'GoLiveApproved') {
          expect(has(after, 'PRODUCTION')).toEqual([[], [], []]);
          expect(has(after, 'DEMO')).toEqual(has(before as ExistingKey, 'DEMO'));
          approvals++;
          if (idsIn(after, 'DEMO').length > 0) withDemo++;
        }
        expect(idsIn(after, 'PRODUCTION').filter((id) => !production.has(id))).toEqual([]);
        before = after;
      }
      made += production.size;
    }),
    { numRuns: 150 },
  );
  expect([approvals > 20, withDemo > 10, made > 20]).toEqual([true, true, true]); // the lives were such
});
