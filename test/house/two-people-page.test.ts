import { expect, test } from '@jest/globals';
import { graphqlPermissions } from '../../src/app/access/permissions.js';
import type { KeyEvent, KeyEventType } from '../../src/domain/key/facts.js';
import type { ExistingKey } from '../../src/domain/key/key.js';
import { schemaVersions } from '../../src/domain/key/schema-versions.js';
import { PROPOSAL_DAYS, twoPeopleRefusals } from '../../src/domain/two-people/refusals.js';
import { widensProduction } from '../../src/domain/two-people/widens-production.js';
import * as f from '../kit/facts/facts.js';
import { keyOf } from '../kit/facts/given.js';
import { textOf } from './repository.js';

const page = textOf('docs/two-people.md');

/** The text below a heading, up to the next one of any level. */
const below = (heading: string) => new RegExp(`^#+ ${heading}\\n([^]*?)(?=^#|$(?![^]))`, 'm').exec(page)?.[1] ?? '';
/** What the first cell of each row has in backticks. */
const rowsBelow = (heading: string) => [...below(heading).matchAll(/^\| `(\w+)` +\|/gm)].map(([, name]) => name);

const environment = 'PRODUCTION';
const uri = { type: 'RedirectUriAdded', data: { ...f.aUri('u'), environment } } as const;
const live = keyOf(f.created, ...f.live, uri) as ExistingKey;
const types = Object.keys(schemaVersions) as KeyEventType[];
/** The same of every type: nothing else in an event says whether it widens production. */
const widening = types.filter((type) => widensProduction(live, { type, data: { environment } } as unknown as KeyEvent));

test('the table of what takes two has each event that widens production, and no other', () => {
  expect(rowsBelow('What takes two').sort()).toEqual([...widening].sort());
});

test('the table of what one person can has events that take away, each the inverse of one that takes two or larger', () => {
  const told = rowsBelow('What one person always can') as KeyEventType[];
  expect(told.filter((type) => widening.includes(type) || !types.includes(type))).toEqual([]);
  const takesAway = types.filter((type) =>
    /(Removed|Revoked|Disabled|Deleted|Unmarked|Suspended|Scheduled)$/.test(type),
  );
  expect([...told].sort()).toEqual(takesAway.sort());
});

test.each(['What takes two', 'What one person always can'])('%s: the verbs are ours', (heading) => {
  const verbs = [...below(heading).matchAll(/`([a-z]\w+)`/g)].map(([, name]) => String(name));
  expect(verbs.length).toBeGreaterThan(8);
  expect(verbs.filter((verb) => verb !== 'dryRun' && !(verb in graphqlPermissions))).toEqual([]);
});

test('the table of refusals has each of ours', () => {
  expect(rowsBelow('What is refused').sort()).toEqual(Object.keys(twoPeopleRefusals).sort());
});

test('the days of a proposal are those of the code', () => {
  expect(below('How long it holds')).toContain(`**${PROPOSAL_DAYS} days**`);
});
