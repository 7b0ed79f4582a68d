import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/config.js';
import { jsonOf, root, textOf } from './repository.js';

const dockerfile = textOf('Dockerfile');

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

  test('has the documents that the pages and the tour read', () => {
    const read = [...textOf('src/examples/document.ts').matchAll(/readDocument\('(\S+?)'\)/g)].map(([, name]) => name);
    expect(read.length).toBeGreaterThan(1);
    expect(read.filter((name) => !copied.includes(`docs/${name}`))).toEqual([]);
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

  test('prints no token, and is healthy while it lives', () => {
    expect(dockerfile).toMatch(/^ENV KEYLEDGER_WELCOME_TOKEN=off$/m);
    const [check = ''] = /^HEALTHCHECK [^]+?\n {2}CMD .+$/m.exec(dockerfile) ?? [];
    expect(check).toContain('/health/live`');
    expect(check).not.toContain('/health/ready');
  });

  test('has a place for a volume of backups, of the user that writes them, which is not in the data', () => {
    expect(dockerfile).toMatch(/install -d -o node -g node -m 0700 \/data \/backups$/m);
  });
});
