import { describe, expect, test } from '@jest/globals';
import { everyFile, files, textOf } from './repository.js';

const sources = files('src', 'projections');
const lines = (path: string) => textOf(path).trimEnd().split('\n').length;

/** A table declares many things, a row each, and no statement of it branches or loops: two files would not make it clearer. */
const isTable = (path: string) => !/^\s*(\} else|if|for|while|do|switch|try|throw)\b/m.test(textOf(path));

describe('source files', () => {
  test('are there', () => expect(sources.length).toBeGreaterThan(150));

  test('have at most 120 lines, tables excepted', () => {
    expect(sources.filter((path) => lines(path) > 120 && !isTable(path))).toEqual([]);
  });

  test('are not in a drawer: no name that says nothing of what is inside', () => {
    const drawers = /(^|\/)(utils?|helpers?|commons?|shared|services?|managers?|misc|lib|base|stuff)(\.|\/)/i;
    expect(files('src', 'projections', 'test').filter((path) => drawers.test(path))).toEqual([]);
  });

  test('have names in kebab case', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*(\.test)?\.(ts|json|cjs|d\.cts)$/; // the last two: what any Node can read
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

describe('the environment', () => {
  const read = /\bprocess\s*(\.|\?\.|\[)\s*['"`]?env\b|\}\s*=\s*process\b|['"](node:)?process['"]/;
  const readers = (paths: string[], textOf_ = textOf) => paths.filter((path) => read.test(textOf_(path)));

  test('is read in src/config/config.ts and nowhere else', () =>
    expect(readers(sources)).toEqual(['src/config/config.ts']));

  test.each([
    'process.env.A',
    "process['env']",
    'process?.env',
    'const { env } = process;',
    "import { env } from 'node:process';",
  ])('%s would be noticed', (line) => expect(readers(['x'], () => line)).toEqual(['x']));
});

describe('no file tells of the machine it was written on:', () => {
  // a letter in brackets, so that this file does not find itself
  const homes = /(?<![\w.])\/([r]oot|[h]ome\/\w+|[U]sers\/\w+|[w]ork)\b|[A-Z]:\\\\?[U]sers\b/;
  const registries = /\/\/[^\s/'"]*([r]egistry|[a]rtifactory|[v]erdaccio|[n]exus|[j]frog)|_[a]uthToken|^registry ?=/im;
  const texts = everyFile().filter((path) => !path.endsWith('.png'));
  const told = (paths: string[], textOf_ = textOf) =>
    paths.flatMap((path) =>
      [homes, registries]
        .flatMap((pattern) => pattern.exec(textOf_(path))?.[0] ?? [])
        .map((found) => `${path}: ${found}`),
    );

  test('neither a path of it nor the registry of its packages', () => {
    expect(texts.length).toBeGreaterThan(400);
    expect(texts).toContain('package-lock.json');
    expect(told(texts)).toEqual([]);
  });

  test.each([
    '/ro' + 'ot/x',
    'at /ho' + 'me/ada/keyledger',
    '"/wo' + 'rk/a"',
    'https://regi' + 'stry.example/a.tgz',
    'regi' + 'stry=https://x',
    '//x/:_au' + 'thToken=1',
  ])('%s would be noticed', (line) => expect(told(['x'], () => line)).toHaveLength(1));
});
