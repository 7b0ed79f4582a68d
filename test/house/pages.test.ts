import { spawnSync } from 'node:child_process';
import { posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse, validate } from 'graphql';
import { makeSchema } from '../../src/graphql/server/schema.js';
import { anchorsOf, fencesOf, linksOf, pathsOf, type Fence } from './markdown.js';
import { everyFile, textOf } from './repository.js';

const all = everyFile();
const pages = all.filter((path) => path.endsWith('.md'));
const schema = makeSchema();

/** Made when it runs, or by whoever follows the page: not of the repository. */
const elsewhere = new Set([
  'dist/',
  'coverage/index.html',
  'reports/mutation/index.html',
  'peppers.json',
  'development-issuer.json',
  'src/domain/details/tag-integrator-key.ts', // the toy of "The next verb"
  'src/graphql/details/tag-integrator-key.ts',
  'n/a', // a name that people give to what has none
  'keys.example.com/log', // the name of a log
  'keyledger/',
  'manifest.json', // in an audit bundle
  'state.json',
  'schemas/',
  'application/octet-stream',
  'ipaddr.js', // a package
]);

const isThere = (path: string) =>
  all.includes(path) || all.some((one) => one.startsWith(`${path.replace(/\/$/, '')}/`));

/** Links of a page that lead to no file, or to no place in one. */
function brokenLinks(path: string, page: string): string[] {
  return linksOf(page).filter((link) => {
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? path : posix.join(posix.dirname(path), file);
    if (target !== path && !isThere(target)) return true;
    return anchor !== undefined && !anchorsOf(target === path ? page : textOf(target)).includes(anchor);
  });
}

/** Paths in backticks that no file ends with. */
const lostPaths = (page: string) =>
  pathsOf(page).filter((path) => {
    const end = path.replace(/\/$/, '');
    const found = all.some((one) => one === end || one.endsWith(`/${end}`) || `/${one}`.includes(`/${end}/`));
    return !found && !elsewhere.has(path);
  });

function operationFaults(source: string): string[] {
  try {
    return validate(schema, parse(source)).map(({ message }) => message);
  } catch (error) {
    return [(error as Error).message];
  }
}

function jsonFaults(source: string): string[] {
  try {
    JSON.parse(source);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

/** Of a script, and of the operations that it sends. */
function shellFaults(code: string): string[] {
  const { stderr } = spawnSync('bash', ['-n'], { input: code, encoding: 'utf8' });
  const bodies = [...code.matchAll(/ -d '([^']+)'/g)].map(([, body = '']) => body);
  const sent = bodies.flatMap((body) => {
    const faults = jsonFaults(body);
    return faults.length ? faults : operationFaults((JSON.parse(body) as { query: string }).query);
  });
  return [...(stderr ? [stderr] : []), ...sent];
}

/** The syntax of a module; test/e2e/readme-client.test.ts runs the one there is. */
function moduleFaults(code: string): string[] {
  const { stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--check'], {
    input: code,
    encoding: 'utf8',
  });
  return status === 0 ? [] : [stderr];
}

const checks: Record<string, (code: string) => string[]> = {
  sh: shellFaults,
  shell: shellFaults,
  json: jsonFaults,
  graphql: operationFaults,
  js: moduleFaults,
  mermaid: (code) => (/^(flowchart|sequenceDiagram)/.test(code) ? [] : ['is no diagram that is in use here']),
  text: () => [],
};
const faultsOf = ({ language, code }: Fence) => checks[language]?.(code) ?? [`has a language "${language}"`];

describe.each(pages)('%s', (path) => {
  const page = textOf(path);

  test('leads to where there is something', () => expect(brokenLinks(path, page)).toEqual([]));
  test('names files that there are', () => expect(lostPaths(page)).toEqual([]));
  test('shows code that is some', () => expect(fencesOf(page).flatMap(faultsOf)).toEqual([]));
});

test('these are the pages, and they have links, paths and code', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/architecture.md', 'docs/operations.md']));
  const texts = pages.map(textOf);
  expect(texts.flatMap(linksOf).length).toBeGreaterThan(30);
  expect(texts.flatMap(pathsOf).length).toBeGreaterThan(60);
  expect(texts.flatMap(fencesOf).length).toBeGreaterThan(20);
});

test('nothing is let pass that is not named', () => {
  const named = new Set(pages.flatMap((path) => pathsOf(textOf(path))));
  expect([...elsewhere].filter((path) => !named.has(path))).toEqual([]);
});

describe('a page would be told of', () => {
  test.each([
    ['[a](nowhere.md)', 'nowhere.md'],
    ['[a](errors.md#nowhere)', 'errors.md#nowhere'],
    ['[a](#nowhere)\n\n# Somewhere', '#nowhere'],
    ['![a](no.png)', 'no.png'],
  ])('%s', (page, link) => {
    expect(brokenLinks('docs/page.md', page)).toEqual([link]);
    expect(brokenLinks('docs/page.md', '[a](#so-it-is)\n[b](../README.md#roles)\n[c](adr)\n\n## So, it is!')).toEqual(
      [],
    );
  });

  test.each(['src/app/gone.ts', 'gone.test.ts', 'src/gone/'])('`%s`', (path) => {
    expect(
      lostPaths(`Look at \`${path}\`, beside \`src/app/commands/handle.ts\`, \`handle.ts\` and \`test/house\`.`),
    ).toEqual([path]);
  });

  test.each<[string, string]>([
    ['sh', 'if true; then'],
    ['sh', `curl -d '{"query":"{ viewer }"}'`],
    ['sh', `curl -d '{"query"}'`],
    ['json', '{ a: 1 }'],
    ['graphql', '{ nothing }'],
    ['graphql', '{'],
    ['klingon', ''],
  ])('%s: %s', (language, code) => {
    expect(fencesOf(`\`\`\`${language}\n${code}\n\`\`\`\n`).flatMap(faultsOf)).toHaveLength(1);
  });
});
