import { describe, expect, test } from '@jest/globals';
import { permissions } from '../../src/app/authorize.js';
import { makeSchema } from '../../src/graphql/schema.js';
import { files } from './repository.js';

const kebab = (verb: string) => verb.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
const mutations = Object.keys(makeSchema().getMutationType()?.getFields() ?? {});
const tracked = new Set(files('src'));

describe('the verb names the file in every layer', () => {
  test('there are verbs', () => expect(mutations.length).toBeGreaterThan(20));

  test.each(mutations)('%s', (verb) => {
    expect(tracked).toContain(`src/domain/${kebab(verb)}.ts`);
    expect(tracked).toContain(`src/graphql/${kebab(verb)}.ts`);
  });

  test.each(Object.keys(permissions))('%s is found at the edge', (verb) => {
    expect(tracked).toContain(`src/graphql/${kebab(verb)}.ts`);
  });

  test('the domain has a file for nothing else', () => {
    const verbs = [...tracked].flatMap((path) => /^src\/domain\/([^/]+)\.ts$/.exec(path)?.[1] ?? []);
    expect(verbs.filter((name) => name !== 'refusal').sort()).toEqual(mutations.map(kebab).sort());
  });
});
