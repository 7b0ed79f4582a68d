import { expect, test } from '@jest/globals';
import { placeholderNames } from '../../src/domain/go-live/criteria/name-given.js';
import { criterionCodes } from '../../src/domain/go-live/criteria/rules.js';
import { classifications } from '../../src/domain/go-live/facts.js';
import { goLiveRefusals } from '../../src/domain/go-live/refusals.js';
import { settings, variableOf, variables } from '../../src/config/variables.js';
import { isGoLiveEvent } from '../../src/domain/go-live/go-live.js';
import { schemaVersions } from '../../src/domain/key/schema-versions.js';
import { textOf } from './repository.js';

const page = textOf('docs/go-live.md');

/** The text below a heading, up to the next one of any level. */
const below = (heading: string) => new RegExp(`^#+ ${heading}\\n([^]*?)(?=^#|$(?![^]))`, 'm').exec(page)?.[1] ?? '';
/** What the first cell of each row has in backticks. */
const rowsBelow = (heading: string) => [...below(heading).matchAll(/^\| `(\w+)` +\|/gm)].map(([, name]) => name);
const quoted = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name);

test('the table of criteria has each of ours, in their order, and no other', () => {
  expect(rowsBelow('Is it ready\\?')).toEqual(criterionCodes);
});

test('the placeholders in the page are those that the criterion knows', () => {
  const [, listed = ''] = below('Names that are none').split(':\n');
  expect(quoted(listed)).toEqual(placeholderNames);
});

test('the table of classifications has each', () => expect(rowsBelow('Ask')).toEqual(classifications));

test('the table of refusals has what going live refuses, but for the form of texts', () => {
  const ofForm = ['NOTE_INVALID', 'SUSPENSION_REASON_REQUIRED'];
  const codes = Object.keys(goLiveRefusals).filter((code) => !ofForm.includes(code));
  expect(rowsBelow('What is refused').sort()).toEqual([...codes, 'SAME_PERSON', 'KEY_NOT_LIVE'].sort());
});

test('the table of settings has those of going live, with their defaults', () => {
  const ours = settings.filter((name) => name.startsWith('goLive'));
  const told = [...below('For whoever runs the server').matchAll(/^\| `(\w+)` +\| `(\w+)` +\|/gm)];
  expect(told.map(([, variable]) => variable)).toEqual(ours.map(variableOf));
  expect(told.map(([, , value]) => value)).toEqual(ours.map((name) => String(variables[name].development)));
});

test('the events of going live are named', () => {
  const types = Object.keys(schemaVersions).filter((type) => isGoLiveEvent({ type } as never));
  expect(types).toHaveLength(6);
  expect(types.filter((type) => !below('For whoever runs the server').includes(`\`${type}\``))).toEqual([]);
});
