import { gzipSync } from 'node:zlib';
import { request as nodeRequest } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { aServer } from '../../kit/server/server.js';
import { asAuthorizationServer, v1Asker } from '../../kit/server/v1.js';

const server = aServer();
const { send, post, postForm } = asAuthorizationServer(server);
const CANARY = 'CANARYcanaryCANARYcanary';
const check = '/demo/check-redirect-uri';
const json = { 'content-type': 'application/json' };

function expectProblem({ status, headers, body, text }: Awaited<ReturnType<typeof send>>, code: string) {
  expect({ status, code: body['code'] }).toEqual({ status: body['status'], code });
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(Object.keys(body).sort()).toEqual(['code', 'detail', 'status', 'title', 'type']);
  expect(headers.has('x-correlation-id')).toBe(true);
  expect(text).not.toContain(CANARY);
  return status;
}

describe('what does not parse as a request is a problem, and never repeats what was sent:', () => {
  test.each<[string, string, RequestInit, number]>([
    ['no body', check, {}, 400],
    ['JSON without a body', check, { headers: json }, 400],
    ['no JSON', check, { headers: json, body: `{"${CANARY}` }, 400],
    ['an array', check, { headers: json, body: `["${CANARY}"]` }, 400],
    ['a text', check, { headers: json, body: `"${CANARY}"` }, 400],
    ['null', check, { headers: json, body: 'null' }, 400],
    ['a number for a text', check, { headers: json, body: '{"client_id":5,"redirect_uri":"x"}' }, 400],
    ['a list for a text', check, { headers: json, body: `{"client_id":["${CANARY}"],"redirect_uri":"x"}` }, 400],
    ['__proto__', check, { headers: json, body: `{"__proto__":{"client_id":"${CANARY}"}}` }, 400],
    ['a parameter that is missing', check, { headers: json, body: `{"client_id":"${CANARY}"}` }, 400],
    ['a parameter without a value', check, { headers: json, body: `{"client_id":"","redirect_uri":"${CANARY}"}` }, 400],
    [
      'a form with a parameter twice',
      check,
      { body: new URLSearchParams(`client_id=${CANARY}&client_id=b&redirect_uri=c`) },
      400,
    ],
    [
      'a form with another twice',
      check,
      { body: new URLSearchParams(`client_id=a&redirect_uri=c&${CANARY}=1&${CANARY}=2`) },
      400,
    ],
    [
      'JSON with a parameter twice',
      check,
      { headers: json, body: `{"client_id":"${CANARY}","client_id":"b","redirect_uri":"c"}` },
      400,
    ],
    ['bytes that are not UTF-8', check, { headers: json, body: Buffer.from('7b22ff227d', 'hex') }, 400],
    [
      'a form that is not UTF-8',
      check,
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: Buffer.from('ff3d61', 'hex') },
      400,
    ],
    ['text', check, { headers: { 'content-type': 'text/plain' }, body: CANARY }, 415],
    ['XML', check, { headers: { 'content-type': 'application/xml' }, body: `<${CANARY}/>` }, 415],
    ['multipart', check, { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: CANARY }, 415],
    ['a body without a type', check, { headers: { 'content-type': '' }, body: CANARY }, 415],
    [
      'gzip',
      check,
      { headers: { ...json, 'content-encoding': 'gzip' }, body: gzipSync(`{"client_id":"${CANARY}"}`) },
      415,
    ],
    ['JSON in UTF-16', check, { headers: { 'content-type': 'application/json; charset=utf-16' }, body: '{}' }, 415],
    [
      'a form in Latin-1',
      check,
      { headers: { 'content-type': 'application/x-www-form-urlencoded; charset="ISO-8859-1"' }, body: 'client_id=a' },
      415,
    ],
    ['a megabyte', check, { headers: json, body: JSON.stringify({ client_id: 'x'.repeat(1024 * 1024) }) }, 413],
    ['a megabyte of a form', check, { body: new URLSearchParams({ client_id: 'x'.repeat(1024 * 1024) }) }, 413],
    [
      'another environment',
      `/staging/check-redirect-uri`,
      { headers: json, body: '{"client_id":"a","redirect_uri":"b"}' },
      404,
    ],
    ['nothing that there is', `/demo/${CANARY}`, { headers: json, body: '{}' }, 404],
    ['a path that does not decode', `/demo/%zz${CANARY}`, {}, 400],
  ])('%s', async (_, path, init, status) => {
    const codes: Record<number, string> = {
      400: 'invalid_request',
      404: 'not_found',
      413: 'content_too_large',
      415: 'unsupported_media_type',
    };
    expect(expectProblem(await send(path, { method: 'POST', ...init }), codes[status]!)).toBe(status);
  });

  test('the parameter is named, and what else stands in the body is ignored', async () => {
    const missing = await post(check, { client_id: 'a' });
    expect(missing.body['detail']).toBe('The parameter redirect_uri is missing.');
    expect((await post(check, { client_id: 'a', redirect_uri: 'b', scope: CANARY })).body).toEqual({ match: 'none' });
    expect((await postForm(check, { client_id: 'a', redirect_uri: 'b', scope: CANARY })).status).toBe(200);
  });
});

describe('methods', () => {
  const addresses: [string, string][] = [
    ['/demo/clients/a', 'GET, HEAD, OPTIONS'],
    ['/demo/clients/a/jwks.json', 'GET, HEAD, OPTIONS'],
    [check, 'OPTIONS, POST'],
    ['/demo/authenticate-client', 'OPTIONS, POST'],
    ['/demo/changes', 'GET, HEAD, OPTIONS'],
    ['/demo/verify-grant', 'OPTIONS, POST'],
    ['/openapi.json', 'GET, HEAD, OPTIONS'],
  ];
  test.each(addresses)('%s answers OPTIONS and 405 with Allow: %s', async (path, allow) => {
    const options = await send(path, { method: 'OPTIONS' });
    expect({ status: options.status, allow: options.headers.get('allow') }).toEqual({ status: 204, allow });
    const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'QUERY'].filter((one) => !allow.includes(one));
    for (const method of others) {
      const body = method === 'GET' ? {} : { body: '<x/>', headers: { 'content-type': 'application/xml' } };
      const answer = await send(path, { method, ...body });
      expectProblem(answer, 'method_not_allowed');
      expect(answer).toMatchObject({ status: 405 });
      expect(answer.headers.get('allow')).toBe(allow);
    }
  });

  test('OPTIONS of nothing is a problem too', async () => {
    expect(expectProblem(await send('/demo/nothing', { method: 'OPTIONS' }), 'not_found')).toBe(404);
  });

  test('HEAD of what is POST alone is 405 without a body', async () => {
    const { status, text } = await send(check, { method: 'HEAD' });
    expect({ status, text }).toEqual({ status: 405, text: '' });
  });

  test('TRACE is 405, and repeats nothing', async () => {
    const status = await new Promise((resolve, reject) => {
      nodeRequest(
        `${server.address}/v1${check}`,
        { method: 'TRACE', headers: { authorization: CANARY } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(405);
  });
});

describe('who asks', () => {
  const paths: [string, RequestInit][] = [
    ['/demo/clients/a', {}],
    [check, { method: 'POST', body: new URLSearchParams({ client_id: 'a', redirect_uri: 'b' }) }],
    ['/demo/authenticate-client', { method: 'POST', body: new URLSearchParams({ client_id: 'a' }) }],
    ['/demo/changes', {}],
    ['/demo/verify-grant', { method: 'POST', body: new URLSearchParams({ assertion: 'a', audience: 'b' }) }],
  ];
  test.each(paths)('%s takes a token that counts', async (path, init) => {
    const stranger = await v1Asker(server, () => Promise.resolve(null)).send(path, init);
    expectProblem(stranger, 'unauthenticated');
    expect(stranger.headers.get('www-authenticate')).toBe('Bearer realm="keyledger"');
    const forged = await v1Asker(server, () => Promise.resolve(CANARY)).send(path, init);
    expectProblem(forged, 'unauthenticated');
    expect(forged.headers.get('www-authenticate')).toBe('Bearer realm="keyledger", error="invalid_token"');
  });

  test.each(paths)('%s takes an authorization server or an administrator', async (path, init) => {
    for (const role of ['DEVELOPER', 'REVIEWER', 'AUDITOR'] as const) {
      const answer = await v1Asker(server, () => server.token({ roles: [role] })).send(path, init);
      expectProblem(answer, 'forbidden');
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="keyledger", error="insufficient_scope"');
    }
    const administrator = await v1Asker(server, () => Promise.resolve(server.administrator)).send(
      path,
      init.method ? init : { method: 'HEAD' }, // of what has no end
    );
    expect([200, 404]).toContain(administrator.status);
  });

  test('an administrator sees the clients of its account, and an authorization server of one account those', async () => {
    const id = await server.newKey();
    const as = (person: Parameters<typeof server.token>[0]) =>
      v1Asker(server, () => server.token(person)).send(`/demo/clients/${id}`);
    expect((await as({})).status).toBe(200);
    expect((await as({ account: 'elsewhere' })).status).toBe(404);
    expect((await as({ roles: ['AUTHORIZATION_SERVER'] })).status).toBe(200);
    expect((await as({ roles: ['AUTHORIZATION_SERVER'], account: 'elsewhere' })).status).toBe(404);
  });
});

test('the type of a problem leads to its explanation', async () => {
  const { body } = await post(check, {});
  const { status, text } = await send(String(body['type']).replace(/^\/v1/, ''));
  expect({ status, text }).toMatchObject({ status: 200, text: expect.stringContaining('invalid_request (HTTP 400)') });
  expect((await send('/problems/constructor')).status).toBe(404);
});
