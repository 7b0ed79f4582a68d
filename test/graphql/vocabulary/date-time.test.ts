import { expect, test } from '@jest/globals';
import { parseValue as literal } from 'graphql';
import { DateTimeScalar } from '../../../src/graphql/vocabulary/scalars.js';

const both = (text: string) => [
  () => DateTimeScalar.parseValue(text),
  () => DateTimeScalar.parseLiteral(literal(JSON.stringify(text))),
];

test.each([
  ['2026-11-23T13:45:00.000Z', '2026-11-23T13:45:00.000Z'],
  ['2026-11-23T13:45:00+02:00', '2026-11-23T11:45:00.000Z'],
  ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z'],
])('%s is %s', (text, iso) => {
  for (const parse of both(text)) expect(parse().toISOString()).toBe(iso);
});

test.each([
  '9999-12-31T23:59:59-12:00', // the year 10000 in UTC: as text it comes before today
  '0000-01-01T00:00:00+12:00',
  '2026-02-30T00:00:00Z',
  '2026-11-23',
  '2026-11-23T13:45:00',
  'tomorrow',
])('%s is refused', (text) => {
  for (const parse of both(text)) expect(parse).toThrow();
});
