import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldKeyHistory } from '../../../projections/key-history/fold.js';
import { changesOf, type FieldChange } from '../../../src/domain/audit/changes.js';
import { earlierAmong } from '../../../src/domain/audit/earlier-among.js';
import { subjectOf } from '../../../src/domain/audit/subject.js';
import { evolve, noKey, type ExistingKey, type Key } from '../../../src/domain/key/key.js';
import { aKeypair, aSecret, created } from '../../kit/facts/facts.js';
import { anyActs, play, type Making } from '../../kit/facts/life.js';
import { aLog } from '../../kit/facts/log.js';

/** What the state of a key has for each field that an event may say to have changed, apart from those of credentials. */
const stated = (key: ExistingKey): Record<string, string | null> => ({
  status: key.status,
  name: key.name,
  description: key.description,
  owner: key.owner,
  privacyPolicyUrl: key.privacyPolicyUrl,
  termsOfUseUrl: key.termsOfUseUrl,
  clientType: key.mobileApp ? 'PUBLIC' : 'CONFIDENTIAL',
  environments: key.environments.join(', '),
});
const nothing = (field: string) => (field === 'clientType' ? 'CONFIDENTIAL' : null);

/** The status of a credential; null before there was one. */
const statusOf = (key: ExistingKey, id: string) =>
  key.secrets.find(({ secretId }) => secretId === id)?.status ??
  key.keypairs.find(({ keypairId }) => keypairId === id)?.status ??
  null;

const proposalOf = (key: ExistingKey, id: string) =>
  key.proposals.find(({ proposalId }) => proposalId === id)?.state ?? null;

/** Ids of different kinds differ, as UUIDs do. */
const apart: Making = {
  aSecret: (id) => aSecret(`secret ${id}`),
  aKeypair: (id) => aKeypair(`keypair ${id}`),
};

test('in any life, what an event says to have changed is what the rules see change, and all of it', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyActs(80), (tried) => {
      const facts = play(created, tried, true, apart).flatMap(({ events }) => events);
      const events = aLog().happens('key', facts);
      const entries = events.map((event) => foldKeyHistory(undefined, event));
      const earlier = earlierAmong(() => entries);
      let before: Key = noKey;
      events.forEach((event, index) => {
        const entry = entries[index]!;
        const after = evolve(before, event) as ExistingKey;
        const changes = changesOf(entry, earlier(entry));
        const subject = subjectOf(entry, earlier(entry), 'key');
        const then = (field: string, key: Key) => {
          if (key.status === 'NONE') return nothing(field);
          if (field === 'proposal') return proposalOf(key, subject.id);
          return subject.kind === 'KEY' || subject.kind === 'GO_LIVE_REQUEST'
            ? (stated(key)[field] ?? null)
            : statusOf(key, subject.id);
        };
        const judged = changes.filter(({ field }) => field in stated(after) || field === 'proposal');
        for (const { field } of judged) seen.add(`${subject.kind} ${field}`);
        expect(judged).toEqual(
          judged.map(({ field }): FieldChange => ({ field, before: then(field, before), after: then(field, after) })),
        );
        const told = new Set(
          subject.kind === 'SECRET' || subject.kind === 'KEYPAIR' ? [] : changes.map((one) => one.field),
        );
        for (const [field, value] of Object.entries(stated(after)))
          if (value !== (before.status === 'NONE' ? nothing(field) : stated(before)[field]))
            expect(told.has(field) ? '' : `${event.type} does not tell of ${field}`).toBe('');
        before = after;
      });
    }),
    { numRuns: 100 },
  );
  expect([...seen].sort()).toEqual([
    ...[
      'GO_LIVE_REQUEST environments',
      'KEY clientType',
      'KEY description',
      'KEY environments',
      'KEY name',
      'KEY owner',
    ],
    ...['KEY status', 'KEY termsOfUseUrl', 'KEYPAIR status', 'PROPOSAL proposal', 'SECRET status'],
  ]);
});
