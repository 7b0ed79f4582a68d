import { describe, expect, test } from '@jest/globals';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { graphqlPermissions } from '../../src/app/access/permissions.js';
import { makeSchema } from '../../src/graphql/server/schema.js';

interface Described {
  name: string;
  description?: string | null | undefined;
}

const schema = makeSchema();
const own = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

/** Everything that can have a description, by the path to it. */
function* described(): Generator<[string, Described]> {
  for (const type of own) {
    yield [type.name, type];
    if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value];
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field];
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        yield [`${type.name}.${field.name}`, field];
        for (const argument of field.args) yield [`${type.name}.${field.name}(${argument.name})`, argument];
      }
  }
}

describe('the schema', () => {
  test('describes every type, field, argument, input field and enum value', () => {
    const all = [...described()];
    expect(all.length).toBeGreaterThan(300);
    const silent = all.filter(([, { description }]) => !description?.trim());
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  test('ends every description as a sentence', () => {
    const open = [...described()].filter(([, { description }]) => description && !/[.?!`)]$/.test(description.trim()));
    expect(open.map(([path]) => path)).toEqual([]);
  });

  test('has a root field for each line of the table of permissions, and no other', () => {
    const types = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const fields = types.flatMap((type) => Object.keys(type?.getFields() ?? {}));
    expect(fields.sort()).toEqual(Object.keys(graphqlPermissions).sort());
  });

  test('gives every mutation one input and a payload of its own name', () => {
    for (const { name, args, type } of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      const capital = name.charAt(0).toUpperCase() + name.slice(1);
      expect([name, args.map((argument) => `${argument.name}: ${String(argument.type)}`), String(type)]).toEqual([
        name,
        [`input: ${capital}Input!`],
        `${capital}Payload!`,
      ]);
    }
  });

  test('lets every mutation be seen first', () => {
    for (const { name, args, type } of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      const [input, payload] = [getNamedType(args[0]?.type), getNamedType(type)];
      const { dryRun } = isInputObjectType(input) ? input.getFields() : {};
      const { plannedEvents } = isObjectType(payload) ? payload.getFields() : {};
      expect([name, String(dryRun?.type), dryRun?.defaultValue, String(plannedEvents?.type)]).toEqual([
        name,
        'Boolean',
        false,
        '[PlannedEvent!]',
      ]);
    }
  });
});
