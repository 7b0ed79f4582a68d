import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readOpenApi } from '../../../src/http/v1/openapi.js';
import { aServer } from '../../kit/server/server.js';

interface Parameter {
  name: string;
  in: 'path' | 'query';
  required?: boolean;
  example?: unknown;
}
interface Schema {
  properties?: Record<string, { examples?: unknown[] }>;
  required?: string[];
}
type Content = Record<string, { schema: Schema }>;
interface Operation {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
}

const { paths } = JSON.parse(readOpenApi()) as { paths: Record<string, Record<string, Operation>> };
/** Its body is signed by somebody else: test/http/leaks/report-found-secrets.test.ts */
const SIGNED = 'reportFoundSecrets';
const operations = Object.entries(paths)
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: operation.operationId, path, method, operation })),
  )
  .filter(({ name }) => name !== SIGNED);
/** An example is of no use unless it is there. */
function given<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`${what} has no example`);
  return value;
}

const server = aServer();
const bearer = () => server.token({ account: null, roles: ['AUTHORIZATION_SERVER'] });
const real: Record<string, string> = {};
beforeAll(async () => {
  real['client_id'] = await server.newKey();
  const on = { integratorKeyId: real['client_id'] };
  await server.mutate('addRedirectUri', { ...on, redirectUri: 'https://app.example/callback' });
  const { plainText, position } = await server.mutate('addSecret', on, 'plainText');
  Object.assign(real, { client_secret: String(plainText), at_least: String(position), after: String(position) });
});

/** What only a running server can know stands in for the example; all the rest is as the document has it. */
const valueOf = (name: string, example: unknown) => real[name] ?? String(example);

function requestOf(path: string, { operationId, parameters = [], requestBody }: Operation) {
  let address = path.replace(/^\/v1/, '');
  const query = new URLSearchParams();
  for (const { name, in: place, required, example } of parameters) {
    // a position of another log would be of no use, and stand in the page's field
    const shown = /^(at_least|after|last-event-id)$/i.test(name) ? '' : given(example, `${name} of ${operationId}`);
    const value = valueOf(name, shown);
    if (place === 'path') address = address.replace(`{${name}}`, encodeURIComponent(value));
    else if (required || real[name] !== undefined) query.set(name, value);
  }
  const bodies = Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => {
    const fields = Object.entries(schema.properties ?? {}).filter(
      // of what may be left out, that alone which a real client has
      ([name]) => schema.required?.includes(name) || real[name] !== undefined,
    );
    for (const [name, { examples }] of Object.entries(schema.properties ?? {}))
      given(examples?.[0], `${name} of ${operationId}`);
    const values = fields.map(([name, { examples }]): [string, string] => [name, valueOf(name, examples?.[0])]);
    return { type, text: type === 'application/json' ? JSON.stringify(Object.fromEntries(values)) : String(new URLSearchParams(values)) };
  }); // prettier-ignore
  return { address: `${address}?${query}`, bodies };
}

const ajv = new Ajv2020({ strict: false, allErrors: true }); // `example` and `examples` beside keywords of OpenAPI

/** All of it is as described, and all of it is described. */
function expectDescribed(schema: Schema, body: object) {
  expect(ajv.validate(schema, body) ? [] : ajv.errors).toEqual([]);
  const named = Object.keys(schema.properties ?? {});
  expect(Object.keys(body).filter((name) => !named.includes(name))).toEqual([]);
}

describe('each operation of schema/openapi.json, asked by its own examples, answers as it says:', () => {
  test.each(operations)('$name', async ({ path, method, operation }) => {
    const { address, bodies } = requestOf(path, operation);
    const requests = bodies.length > 0 ? bodies : [undefined];
    for (const sent of requests) {
      const body = sent && { headers: { 'content-type': sent.type }, body: sent.text };
      const answer = await fetch(`${server.address}/v1${address}`, {
        ...{ method: method.toUpperCase(), headers: { ...body?.headers, authorization: `Bearer ${await bearer()}` } },
        ...(body && { body: body.body }),
      });
      const [described] = Object.entries(operation.responses['200']?.content ?? {});
      const [type, { schema }] = given(described, `the answer of ${operation.operationId}`);
      expect(answer.headers.get('content-type')).toContain(type);
      expect(answer.status).toBe(200);
      if (type.includes('json')) expectDescribed(schema, (await answer.json()) as object);
      else await answer.body?.cancel(); // a stream has no end
    }
  });

  test('an example that says nothing, a missing one and a wrong answer are found', () => {
    const lacking = { operationId: 'x', parameters: [{ name: 'y', in: 'path' as const }], responses: {} };
    expect(() => requestOf('/v1/{y}', lacking)).toThrow('y of x has no example');
    const schema = operations.find(({ name }) => name === 'checkRedirectUri')?.operation.responses['200']?.content;
    expect(ajv.validate(schema?.['application/json']?.schema ?? {}, { match: 'EXACT' })).toBe(false);
  });

  test('there are some', () => expect(operations.length).toBeGreaterThanOrEqual(4));
});
