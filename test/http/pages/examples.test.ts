import { describe, expect, test } from '@jest/globals';
import { Kind, Lexer, parse, Source, TokenKind, validate, visit, type OperationDefinitionNode } from 'graphql';
import { promised } from '../../../src/cli/tour/fault.js';
import { carryOver, emptyVariables } from '../../../src/examples/carry-over.js';
import {
  examplesOf,
  readAllExamples,
  readAuditExamples,
  readExamples,
  readGoLiveExamples,
} from '../../../src/examples/document.js';
import { makeSchema } from '../../../src/graphql/server/schema.js';

const document = readAllExamples();
const steps = examplesOf(document);

describe('the twenty-five steps', () => {
  test('are valid against the schema that is served', () => {
    expect(validate(makeSchema(), parse(document))).toEqual([]);
  });

  test('are named so that a sorted menu has them in order, 1 to 25', () => {
    const names = steps.map(({ name }) => name);
    expect([...names].sort()).toEqual(names);
    expect(new Set(names).size).toBe(names.length);
    expect([...new Set(names.map((name) => Number(/^Step(\d\d)/.exec(name)?.[1])))]).toEqual(
      Array.from({ length: 25 }, (_, index) => index + 1),
    );
    expect(examplesOf(readExamples()).at(-1)?.name).toMatch(/^Step10/);
    expect(examplesOf(readGoLiveExamples())[0]?.name).toMatch(/^Step11/);
    expect(examplesOf(readAuditExamples())[0]?.name).toMatch(/^Step21/);
  });

  test.each(steps)('$name says what to look at, under its own number', ({ name, title, notes }) => {
    expect(title).toMatch(new RegExp(`^${Number(name.slice(4, 6))}\\. `));
    expect(notes[0]).toMatch(/^Look at /);
    expect(notes.filter((note) => !note.startsWith('As ')).length).toBeLessThanOrEqual(2);
  });

  test('have every answer that the tour looks at', () => {
    const answers = new Set<string>();
    const fieldsOf = ({ selectionSet }: OperationDefinitionNode) =>
      selectionSet.selections.flatMap((field) =>
        field.kind === Kind.FIELD ? [(field.alias ?? field.name).value] : [],
      );
    visit(parse(document), {
      OperationDefinition: (operation) => fieldsOf(operation).forEach((name) => answers.add(name)),
    });
    expect(Object.keys(promised).filter((name) => !answers.has(name))).toEqual([]);
  });

  test('need nothing that an earlier answer does not bring', () => {
    const answers = {
      Step03_CreateKey: { createIntegratorKey: { integratorKey: { id: 'k' } } },
      Step08a_AddSecret: { addSecret: { plainText: 's' } },
      Step12_Request: { requestGoLive: { integratorKey: { goLive: { request: { id: 'r' } } } } },
      Step17_Furnish: { furnished: { secrets: [{ plainText: 'p' }] } },
    };
    let known = { ...emptyVariables } as Readonly<Record<string, unknown>>;
    for (const { name, variables } of steps) {
      expect(variables.filter((variable) => !known[variable])).toEqual([]);
      known = carryOver(known, answers[name as keyof typeof answers]);
    }
  });

  test('stay below the token limit of the server, 4,000, even when a page sends them all', () => {
    const lexer = new Lexer(new Source(document));
    let tokens = 0;
    while (lexer.advance().kind !== TokenKind.EOF) tokens++;
    expect(tokens).toBeLessThan(2500);
  });
});

describe('a step', () => {
  test('has the comment right above it and no other', () => {
    const [step] = examplesOf('# elsewhere\n\n# title\n# note\nquery A($a: ID!, $b: Int) { x }');
    expect(step).toEqual({
      name: 'A',
      title: 'title',
      notes: ['note'],
      as: 'ADMINISTRATOR',
      source: 'query A($a: ID!, $b: Int) { x }',
      variables: ['a', 'b'],
    });
  });

  test('names who does it', () => {
    const doers = (notes: string) => examplesOf(`# title\n${notes}\nquery A { x }`).map(({ as }) => as);
    expect(doers('# Look at x.\n# As REVIEWER.')).toEqual(['REVIEWER']);
    expect(doers('# As AUTHORIZATION_SERVER: it asks.')).toEqual(['AUTHORIZATION_SERVER']);
    expect(doers('# As somebody else.')).toEqual(['ADMINISTRATOR']);
  });

  test('needs no comment', () => {
    expect(examplesOf('query A { x }')[0]).toMatchObject({ title: '', notes: [] });
  });
});

describe('what is carried over', () => {
  const before = { key: 'old', secret: 'of the old key', other: 1 };

  test('a new key replaces the old one, whose secret is of no use to it', () => {
    expect(carryOver(before, { createIntegratorKey: { integratorKey: { id: 'new' } } })).toEqual({
      key: 'new',
      secret: '',
      request: '',
      productionSecret: '',
      other: 1,
    });
  });

  test('a new secret', () => {
    expect(carryOver(before, { addSecret: { plainText: 'fresh' } })).toEqual({ ...before, secret: 'fresh' });
  });

  test('a request to go live, and a secret for production', () => {
    const requested = { requestGoLive: { integratorKey: { goLive: { request: { id: 'r' } } } } };
    expect(carryOver(before, requested)).toEqual({ ...before, request: 'r' });
    const furnished = { furnished: { secrets: [{ plainText: 'p' }] } };
    expect(carryOver(before, furnished)).toEqual({ ...before, productionSecret: 'p' });
  });

  test.each([
    null,
    undefined,
    {},
    { createIntegratorKey: { integratorKey: null } },
    { addSecret: { plainText: null } },
    { requestGoLive: { integratorKey: null } },
    { requestGoLive: { integratorKey: { goLive: { request: null } } } },
    { furnished: { secrets: [] } },
  ])('nothing of %j', (data) => expect(carryOver(before, data)).toEqual(before));
});
