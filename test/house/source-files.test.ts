import { describe, expect, test } from '@jest/globals';
import { files, textOf } from './repository.js';

const sources = files('src', 'projections');
const lines = (path: string) => textOf(path).trimEnd().split('\n').length;

/** Tables: one row each for many things, which would not be clearer in two files. */
const tables = ['src/config/variables.ts', 'src/graphql/types/enums.ts'];

describe('source files', () => {
  test('are there', () => expect(sources.length).toBeGreaterThan(150));

  test('have at most 120 lines, tables excepted', () => {
    expect(sources.filter((path) => lines(path) > 120)).toEqual(tables);
  });

  test('have a median of at most 40 lines', () => {
    const lengths = sources.map(lines).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(40);
  });

  test('are not in a drawer: no name that says nothing of what is inside', () => {
    const drawers = /(^|\/)(utils?|helpers?|commons?|shared|services?|managers?|misc|lib|base|stuff)(\.|\/)/i;
    expect(files('src', 'projections', 'test').filter((path) => drawers.test(path))).toEqual([]);
  });

  test('have names in kebab case', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*(\.test)?\.ts$/;
    expect(files('src', 'projections', 'test').filter((path) => !kebab.test(path))).toEqual([]);
  });

  test('silence no tool', () => {
    const silencing = /@ts-(ignore|nocheck|expect-error)|eslint-(disable|enable)|istanbul ignore/;
    expect(
      files('src', 'projections', 'test').filter(
        (path) => !path.endsWith('source-files.test.ts') && silencing.test(textOf(path)),
      ),
    ).toEqual([]);
  });
});
