import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Credential } from '../../../src/domain/credentials/credential.js';
import type { Environment } from '../../../src/domain/values/environment.js';
import { evolve, noKey, type ExistingKey, type Key } from '../../../src/domain/key/key.js';
import { created } from '../../kit/facts/facts.js';
import { anyActs, play } from '../../kit/facts/life.js';

const environments: Environment[] = ['DEMO', 'PRODUCTION'];

function holds({ mobileApp, environments: livesIn, redirectUris, secrets, keypairs }: ExistingKey): void {
  for (const environment of environments) {
    const here = <One extends { environment: Environment }>(all: readonly One[]) =>
      all.filter((one) => one.environment === environment);
    const counted = <One extends Credential>(all: readonly One[], retiring = false) =>
      here(all).filter(({ status, retirement }) => status !== 'REVOKED' && !!retirement === retiring);
    expect(here(redirectUris).length).toBeLessThanOrEqual(50);
    expect(counted(secrets).length).toBeLessThanOrEqual(mobileApp ? 0 : 10);
    expect(counted(keypairs).length).toBeLessThanOrEqual(5);
    expect(counted(secrets, true).length).toBeLessThanOrEqual(mobileApp ? 0 : 10);
    expect(counted(keypairs, true).length).toBeLessThanOrEqual(10);
    expect(new Set(here(redirectUris).map(({ redirectUri }) => redirectUri)).size).toBe(here(redirectUris).length);
    if (!livesIn.includes(environment)) expect(here([...redirectUris, ...secrets, ...keypairs])).toEqual([]);
  }
}

const countedIn = (all: readonly Partial<Credential>[], environment: Environment) =>
  all.filter((one) => one.environment === environment && one.status !== 'REVOKED' && !one.retirement).length;

test('no order of verbs breaks a cap, doubles a URI, or gives a mobile app a secret', () => {
  const most = { redirectUris: 0, secrets: 0, keypairs: 0 };
  fc.assert(
    fc.property(anyActs(120), (tried) => {
      for (const { key } of play(created, tried)) {
        holds(key);
        for (const kind of ['redirectUris', 'secrets', 'keypairs'] as const)
          for (const environment of environments) most[kind] = Math.max(most[kind], countedIn(key[kind], environment));
      }
    }),
    { numRuns: 150 },
  );
  expect(most).toEqual({ redirectUris: 50, secrets: 10, keypairs: 5 }); // the caps were met
});

test('every fact folds, alone and after it was kept as JSON', () =>
  fc.assert(
    fc.property(anyActs(60), (tried) => {
      const steps = play(created, tried, true);
      const kept = JSON.parse(JSON.stringify(steps.flatMap(({ events }) => events))) as (typeof steps)[0]['events'];
      expect(kept.reduce<Key>(evolve, noKey)).toEqual(steps.at(-1)?.key);
    }),
    { numRuns: 100 },
  ));

/** Without what every event moves on. */
const lasting = (key: Key) =>
  key.status === 'NONE'
    ? key
    : { ...key, revision: null, changedRevision: null, goLive: { ...key.goLive, reviewedRevision: null } };

test('what a verb decides is never nothing new: an event changes the key', () =>
  fc.assert(
    fc.property(anyActs(60), (tried) => {
      const steps = play(created, tried, true);
      let before: Key = noKey;
      for (const event of steps.flatMap(({ events }) => events)) {
        const after: Key = evolve(before, event);
        expect(lasting(after)).not.toEqual(lasting(before));
        before = after;
      }
    }),
    { numRuns: 100 },
  ));
