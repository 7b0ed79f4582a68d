import { describe, expect, test } from '@jest/globals';
import { refusals } from '../../src/domain/refusal/codes.js';
import { printedSchema } from '../../src/graphql/server/schema.js';
import { errorsPage, exceptions, toldProblems } from './errors-page.js';
import { printedOpenApi } from './openapi.js';
import { textOf } from './repository.js';

/** In case one of these fails: `npm run generate`, and look at the difference. */
describe('what is generated is what is kept', () => {
  test('schema/schema.graphql', () => {
    expect(textOf('schema/schema.graphql')).toBe(printedSchema());
  });

  test('schema/openapi.json', async () => {
    expect(textOf('schema/openapi.json')).toBe(await printedOpenApi());
  });

  test('docs/errors.md', () => {
    expect(textOf('docs/errors.md')).toBe(errorsPage());
  });
});

describe('docs/errors.md', () => {
  const rows = [...textOf('docs/errors.md').matchAll(/^\| `(\w+)` +\| (.+) \|$/gm)];
  const told = new Map(rows.map(([, code = '', message]) => [code, message]));

  test('has every refusal with its words, and every exception, and nothing else', () => {
    expect(Object.fromEntries(told)).toEqual({ ...refusals, ...exceptions, ...toldProblems });
    expect(rows).toHaveLength(told.size);
  });

  test('knows every code that the edge answers with', () => {
    const source = [
      'src/app/errors/error-responses.ts',
      'src/graphql/server/document-limits.ts',
      'src/graphql/server/format-error.ts',
      'src/http/server/plain-errors.ts',
    ]
      .map(textOf)
      .join('');
    const answered = new Set(
      [...source.matchAll(/'([A-Z]{2,}(?:_[A-Z]+)+|FORBIDDEN|UNAUTHENTICATED|UNAVAILABLE)'/g)].map(([, code]) => code),
    );
    expect([...answered].sort()).toEqual(Object.keys(exceptions).sort());
  });
});
