import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readOpenApi } from '../../../src/http/v1/openapi.js';
import { aServer } from '../../kit/server/server.js';
import { asAuthorizationServer, type V1Answer } from '../../kit/server/v1.js';

interface Response {
  $ref?: string;
  headers?: Record<string, object>;
  content?: Record<string, { schema: object }>;
}
interface Operation {
  operationId: string;
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, Response>;
}
const document = JSON.parse(readOpenApi()) as {
  components: { responses: Record<string, Response> };
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => {
    const address = path.replace(/^\/v1/, '').replace('{environment}', 'demo').replace('{client_id}', 'a');
    return { name: operation.operationId, address, method: method.toUpperCase(), operation };
  }),
);

/** The answer that is described for a status, wherever it is; nothing where the reference leads nowhere. */
function describedFor({ responses }: Operation, status: number): Response | undefined {
  const { $ref, ...own } = responses[status] ?? responses['default'] ?? {};
  return $ref === undefined ? own : document.components.responses[$ref.replace('#/components/responses/', '')];
}

const ajv = new Ajv2020({ strict: false });
const server = aServer();
const { send, post, postForm } = asAuthorizationServer(server);

function expectDescribed(operation: Operation, { status, headers, body }: V1Answer) {
  const response = describedFor(operation, status);
  const { schema = false } = response?.content?.['application/problem+json'] ?? {};
  expect([status, body['code'], ajv.validate(schema, body)]).toEqual([status, body['code'], true]);
  for (const name of Object.keys(response?.headers ?? {})) expect([name, headers.has(name)]).toEqual([name, true]);
}

describe('every operation of schema/openapi.json answers as it says there', () => {
  test.each(operations)('$name', async ({ address, method, operation }) => {
    const asked = async (path: string, init: RequestInit, status: number) => {
      const answer = await send(path, init);
      expect(answer.status).toBe(status);
      expectDescribed(operation, answer);
      return answer;
    };
    const { headers } = await asked(address, { method: 'DELETE' }, 405);
    const described = method === 'GET' ? 'GET, HEAD, OPTIONS' : `OPTIONS, ${method}`;
    expect(headers.get('allow')).toBe(described);
    await asked(address, { method, headers: { 'content-encoding': 'gzip' } }, 415);
    if (!address.includes('demo')) return; // no part of the address is a parameter
    await asked(address.replace('demo', 'a'.repeat(5_000)), { method }, 414);
    await asked(address.replace('demo', 'staging'), { method, body: method === 'POST' ? new URLSearchParams('a=b') : null }, 404);
  }); // prettier-ignore

  test('and no reference leads nowhere', () => {
    for (const { operation } of operations)
      for (const status of Object.keys(operation.responses)) expect(describedFor(operation, Number(status))).toBeDefined();
  }); // prettier-ignore

  test('what answers GET answers HEAD, without a body', async () => {
    const ofGet = operations.filter(({ method }) => method === 'GET');
    expect(ofGet).not.toHaveLength(0);
    for (const { address } of ofGet.filter(({ name }) => name !== 'followClientChanges')) {
      const [get, head] = [await send(address), await send(address, { method: 'HEAD' })];
      const described = ({ status, headers }: V1Answer) => [status, headers.get('content-type'), headers.get('etag')];
      expect(described(head)).toEqual(described(get));
      expect(head.text).toBe('');
    }
  });
});

describe('what authenticate-client must be sent is what the document says', () => {
  const { requestBody } = operations.find(({ name }) => name === 'authenticateClient')!.operation;
  const type = { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' };
  const client = { client_id: 'a' };
  const assertion = { client_assertion: 'a.b.c' };
  const audience = { audience: 'b' };
  test.each<[isRight: boolean, Record<string, string>]>([
    [true, client],
    [true, { ...client, client_secret: 's' }],
    [true, { ...client, ...audience }],
    [true, { ...type, ...assertion, ...audience }],
    [true, { ...client, ...type, ...assertion, ...audience }],
    [false, {}],
    [false, audience],
    [false, { client_secret: 's' }],
    [false, assertion],
    [false, { ...type }],
    [false, { ...client, ...type }],
    [false, { ...client, ...assertion }],
    [false, { ...client, ...assertion, ...audience }],
    [false, { ...type, ...assertion }],
    [false, { ...client, client_assertion_type: 'another', ...assertion, ...audience }],
  ])('%s: %j', async (isRight, body) => {
    for (const [name, { schema }] of Object.entries(requestBody!.content)) {
      expect(ajv.validate(schema, body)).toBe(isRight);
      const answer = await (name === 'application/json' ? post : postForm)('/demo/authenticate-client', body);
      expect({ status: answer.status, code: answer.body['code'] }).toEqual(
        isRight ? { status: 200, code: undefined } : { status: 400, code: 'invalid_request' },
      );
    }
  });
});
