import { describe, expect, test } from '@jest/globals';
import { jsonOf, textOf } from './repository.js';

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  overrides: Record<string, string | Record<string, string>>;
  engines: { node: string };
}
interface Locked {
  version: string;
  resolved?: string;
  integrity?: string;
  dev?: boolean;
  optional?: boolean;
  hasInstallScript?: boolean;
  link?: boolean;
}

const manifest = jsonOf<Manifest>('package.json');
const { packages } = jsonOf<{ packages: Record<string, Locked> }>('package-lock.json');
const locked = Object.entries(packages).filter(([path]) => path !== '');

/** Production packages that have an install script, and why they do without it. */
const unneeded: Record<string, string> = {
  'node_modules/@apollo/protobufjs': 'prints a warning about version ranges',
  'node_modules/protobufjs': 'prints a warning about version ranges',
  'node_modules/@photostructure/sqlite': 'brings its binaries along; the script would build one for other machines',
};

/** Names in the first column of each of the three tables of docs/architecture.md, in their order. */
function tabled(): string[][] {
  const [, section = ''] = textOf('docs/architecture.md').split(/^## Dependencies$/m);
  const tables = section.split(/\n{2,}/).filter((block) => block.startsWith('|'));
  return tables.map((table) =>
    table
      .split('\n')
      .slice(2)
      .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)),
  );
}

describe('docs/architecture.md says what each package is for, and of no other:', () => {
  const { dependencies, devDependencies, overrides } = manifest;
  const inner = Object.values(overrides).flatMap((wanted) =>
    typeof wanted === 'string' ? [] : Object.entries(wanted).flatMap(([name, to]) => [name, to.split(/:|(?<=.)@/)[1]]),
  );

  test.each([
    ['dependencies', dependencies, 0, []],
    ['devDependencies', devDependencies, 1, []],
    ['overrides', overrides, 2, inner],
  ] as const)('%s', (_, named, table, more) => {
    expect(tabled()).toHaveLength(3);
    expect(tabled()[table]?.sort()).toEqual([...Object.keys(named), ...more].sort());
  });
});

describe('packages', () => {
  test('are pinned exactly', () => {
    const { dependencies, devDependencies, overrides } = manifest;
    const flat = Object.entries({ ...dependencies, ...devDependencies, ...overrides }).flatMap(([name, wanted]) =>
      typeof wanted === 'string' ? [[name, wanted] as const] : Object.entries(wanted),
    );
    expect(flat.length).toBeGreaterThan(30);
    const exact = /^(npm:[a-z@/.-]+@)?\d+\.\d+\.\d+(-[a-z]+\.\d+)?$/;
    expect(flat.filter(([, version]) => !exact.test(version))).toEqual([]);
  });

  test('are locked in the pinned version, by a digest and without the address of a registry', () => {
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }))
      expect([name, packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
    expect(locked.filter(([, { integrity, link }]) => !integrity && !link).map(([path]) => path)).toEqual([]);
    expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  test('install without running a script', () => {
    const settings = textOf('.npmrc').split('\n');
    expect(settings).toContain('ignore-scripts=true');
    const scripted = locked.filter(([, { hasInstallScript, dev }]) => hasInstallScript && !dev).map(([path]) => path);
    expect(scripted.sort()).toEqual(Object.keys(unneeded).sort());
  });

  test('and the lock say the same of Keyledger', () => {
    expect(packages['']).toMatchObject({
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
    });
  });
});
