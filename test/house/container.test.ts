import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { settings, variableOf } from '../../src/config/variables.js';
import { jsonOf, root, textOf } from './repository.js';

const dockerfile = textOf('Dockerfile');
const compose = textOf('docker-compose.yml');
const variables: string[] = settings.map(variableOf);

/** What the image takes from the repository, without what it takes from an earlier stage. */
const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from = '']) => from.split(' '));

describe('Dockerfile', () => {
  test('copies what there is, and .dockerignore lets it through', () => {
    const let_ = textOf('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    expect(copied.length).toBeGreaterThan(5);
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(let_.map((line) => line.slice(1)).sort()).toEqual([...new Set(copied)].sort());
  });

  test('starts what the build makes, not as root', () => {
    const { bin } = jsonOf<{ bin: { keyledger: string } }>('package.json');
    expect(dockerfile).toMatch(/^CMD \["node", "dist\/src\/main.js"\]$/m);
    expect(dockerfile).toContain(`/app/${bin.keyledger} `);
    for (const path of ['dist/src/main.js', bin.keyledger]) expect(existsSync(join(root, path))).toBe(true);
    const lastStage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(lastStage).toMatch(/^USER node$/m);
    expect(lastStage.indexOf('USER node')).toBeLessThan(lastStage.indexOf('CMD '));
    expect(dockerfile).toMatch(/npm ci --omit=dev/);
  });

  test('sets variables that there are, to values that they take', () => {
    const set = Object.fromEntries(
      [...dockerfile.matchAll(/(KEYLEDGER_\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
    );
    expect(Object.keys(set).length).toBeGreaterThan(2);
    expect(readConfig(set)).toMatchObject({ host: '0.0.0.0', port: 4000, dataDir: '/data' });
    expect(dockerfile).toMatch(/^VOLUME \/data$/m);
    expect(dockerfile).toMatch(/^EXPOSE 4000$/m);
  });
});

/** Lines of a block of the compose file, by the indentation of its key. */
function block(key: string, indent: number): string[] {
  const lines = compose.split('\n');
  const start = lines.findIndex((line) => line === `${' '.repeat(indent)}${key}:`);
  expect([key, start >= 0]).toEqual([key, true]);
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.trim() !== '' && line.search(/\S/) <= indent);
  return rest.slice(0, end === -1 ? undefined : end).filter((line) => line.trim() !== '');
}

describe('docker-compose.yml', () => {
  test('is indented by two, without tabs, and every line is a key, an entry or a comment', () => {
    const lines = compose.split('\n').filter((line) => line.trim() !== '');
    const form = /^( {2})*(#.*|- .+|[a-zA-Z_-]+:( .+)?)$/;
    expect(lines.filter((line) => !form.test(line))).toEqual([]);
  });

  test('builds this, publishes it on loopback only, and keeps its data in a volume that is declared', () => {
    expect(block('services', 0)[0]).toBe('  keyledger:');
    expect(block('keyledger', 2)).toContain('    build: .');
    expect(block('ports', 4)).toEqual(["      - '127.0.0.1:4000:4000'"]);
    expect(block('volumes', 4)).toEqual(['      - keyledger-data:/data']);
    expect(block('volumes', 0)).toEqual(['  keyledger-data:']);
  });

  test('sets variables that there are, to values that they take', () => {
    const set = Object.fromEntries(block('environment', 4).map((line) => line.trim().split(': ') as [string, string]));
    expect(Object.keys(set).filter((name) => !variables.includes(name))).toEqual([]);
    expect(readConfig(set).mode).toBe('development');
  });

  test('names a command that there is', () => {
    expect(compose).toMatch(/docker compose exec keyledger keyledger token --role administrator/);
  });
});
