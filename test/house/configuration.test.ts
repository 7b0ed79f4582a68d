import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { reference } from '../../src/config/describe.js';
import { settings, variableOf } from '../../src/config/variables.js';

const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');

/** Cells of each row, keyed by the first: what a formatter does to the widths does not matter. */
const rowsOf = (markdown: string) =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('| `KEYLEDGER_'))
    .map((line) => line.split('|').map((cell) => cell.trim()));

test('the page has a row for every variable, with its words and defaults, and no other row', () => {
  expect(rowsOf(page)).toEqual(rowsOf(reference()));
  expect(rowsOf(page)).toHaveLength(settings.length);
});

test('the prose names no variable that does not exist', () => {
  const known = new Set(settings.map(variableOf));
  const named = page.match(/KEYLEDGER_\w+/g) ?? [];
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test('no cell of the table breaks it', () => {
  for (const row of rowsOf(reference())) expect(row).toHaveLength(7);
});
