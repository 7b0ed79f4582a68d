import { describe, expect, test } from '@jest/globals';
import { graphqlPermissions } from '../../src/app/access/permissions.js';
import { makeSchema } from '../../src/graphql/server/schema.js';
import { files } from './repository.js';

const kebab = (verb: string) => verb.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
const mutations = Object.keys(makeSchema().getMutationType()?.getFields() ?? {});

/** `secrets/add-secret` -> the capability and the name, of each file of a layer. */
const slicesIn = (layer: string) => files(layer).map((path) => path.slice(layer.length + 1).replace(/\.ts$/, ''));
/** `server` and `vocabulary` are what operations share. */
const isOperation = (slice: string) => !/^(server|vocabulary)\//.test(slice);
const [domain, graphql] = [slicesIn('src/domain'), slicesIn('src/graphql').filter(isOperation)];
const named = (slices: string[], name: string) => slices.filter((path) => path.split('/').at(-1) === name);

describe('the verb names the file in every layer, and the capability the folder', () => {
  test('there are verbs', () => expect(mutations.length).toBeGreaterThan(20));

  test.each(mutations)('%s', (verb) => {
    const [slice, ...more] = named(domain, kebab(verb));
    expect([slice, more]).toEqual([expect.stringMatching(/^[a-z-]+\/[a-z-]+$/), []]);
    expect(named(graphql, kebab(verb))).toEqual([slice]);
  });

  test.each(Object.keys(graphqlPermissions))('%s is found at the edge', (verb) => {
    expect(named(graphql, kebab(verb))).toHaveLength(1);
  });

  test('the domain has folders alone: its list is the table of contents', () => {
    expect(domain.filter((path) => !path.includes('/'))).toEqual([]);
  });
});
