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
  readRotationExamples,
} from '../../../src/examples/document.js';
import { makeSchema } from '../../../src/graphql/server/schema.js';

const document = readAllExamples();
const steps = examplesOf(document);

describe('the thirty steps', () => {
  test('are valid against the schema that is served', () => {
    expect(validate(makeSchema(), parse(document))).toEqual([]);
  });

  test('are named so that a sorted menu has them in order, 1 to 30', () => {
    const names = steps.map(({ name }) => name);
    expect([...names].sort()).toEqual(names);
    expect(new Set(names).size).toBe(names.length);
    expect([...new Set(names.map((name) => Number(/^Step(\d\d)/.exec(name)?.[1])))]).toEqual(
      Array.from({ length: 30 }, (_, index) => index + 1),
    );
    expect(examplesOf(readExamples()).at(-1)?.name).toMatch(/^Step10/);
    expect(examplesOf(readGoLiveExamples())[0]?.name).toMatch(/^Step11/);
    expect(examplesOf(readAuditExamples())[0]?.name).toMatch(/^Step21/);
    expect(examplesOf(readRotationExamples())[0]?.name).toMatch(/^Step26/);
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
      Step08a_AddSecret: { addSecret: { secret: { id: 'o' }, plainText: 's' } },
      Step12_Request: { requestGoLive: { integratorKey: { goLive: { request: { id: 'r' } } } } },
      Step17_Furnish: { furnished: { secrets: [{ plainText: 'p' }] } },
      Step27_Rotate: { rotateSecret: { secret: { createdAt: '2026-01-02T03:04:05.678Z' } } },
      Step29_Brownout: { scheduleBrownout: { secret: { brownouts: [{ id: 'b' }] } } },
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
    const empty = { ...emptyVariables, key: 'new', other: 1 };
    expect(carryOver(before, { createIntegratorKey: { integratorKey: { id: 'new' } } })).toEqual(empty);
  });

  test('a new secret', () => {
    const fresh = { addSecret: { secret: { id: 's' }, plainText: 'fresh' } };
    expect(carryOver(before, fresh)).toEqual({ ...before, secret: 'fresh', oldSecret: 's' });
  });

  test('a request to go live, and a secret for production', () => {
    const requested = { requestGoLive: { integratorKey: { goLive: { request: { id: 'r' } } } } };
    expect(carryOver(before, requested)).toEqual({ ...before, request: 'r' });
    const furnished = { furnished: { secrets: [{ plainText: 'p' }] } };
    expect(carryOver(before, furnished)).toEqual({ ...before, productionSecret: 'p' });
  });

  test('of what ends soon the first secret that nothing replaces, where there is none to rotate', () => {
    const ending = (credentialId: string, kind = 'SECRET', replacedBy: string | null = null) => ({
      ...{ credentialId, kind, replacedBy, integratorKeyId: `key of ${credentialId}` },
    });
    const nodes = [ending('retiring', 'SECRET', 'r'), ending('pair', 'KEYPAIR'), ending('soon'), ending('later')];
    const answer = { expiringCredentials: { nodes } };
    const taken = { ...emptyVariables, key: 'key of soon', oldSecret: 'soon' };
    expect(carryOver(emptyVariables, answer)).toEqual(taken);
    expect(carryOver(taken, { expiringCredentials: { nodes: [ending('later')] } })).toEqual(taken);
  });

  test('of a rotation an end for a brownout, twelve hours later, and of those the newest', () => {
    const rotated = { rotateSecret: { secret: { createdAt: '2026-01-02T03:04:05.678Z' } } };
    expect(carryOver(before, rotated)).toEqual({ ...before, until: '2026-01-02T15:04:05.678Z' });
    const scheduled = { scheduleBrownout: { secret: { brownouts: [{ id: 'ended' }, { id: 'b' }] } } };
    expect(carryOver(before, scheduled)).toEqual({ ...before, brownout: 'b' });
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
    { expiringCredentials: { nodes: [] } },
    { rotateSecret: { secret: null } },
    { scheduleBrownout: { secret: null } },
  ])('nothing of %j', (data) => expect(carryOver(before, data)).toEqual(before));
});
