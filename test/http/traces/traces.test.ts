import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serve, type OwnServer } from '../../kit/server/server.js';
import { asAuthorizationServer } from '../../kit/server/v1.js';
import { startReceiver, type ReceivedSpan } from '../../kit/traces/receiver.js';

const CANARY = 'CANARYcanaryCANARY';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let server: OwnServer;
/** What no span may hold, and where it came from. */
const secrets: Record<string, string> = { canary: CANARY };
const attributesOf = (name: string) => named(name).map(({ attributes }) => attributes);
const named = (name: string): ReceivedSpan[] => receiver.spans().filter((span) => span.name === name);

/** Puts a canary wherever a caller can put a text, and keeps what is a secret or an id. */
async function ask() {
  const { post, send } = asAuthorizationServer(server);
  const id = await server.newKey();
  const { plainText } = await server.mutate('addSecret', { integratorKeyId: id, label: CANARY }, 'plainText');
  Object.assign(secrets, { id, secret: String(plainText), account: 'acme', administrator: server.administrator });
  Object.assign(secrets, { signature: server.administrator.split('.')[2], loopback: '127.0.0.1:' });
  await server.mutate('renameIntegratorKey', { integratorKeyId: id, name: `${CANARY} name` });
  await server.ask(`query ${CANARY} { ${CANARY}: viewer { id } }`);
  await server.ask(`{ ${CANARY} }`);
  await server.ask('mutation { createIntegratorKey(input: { name: "" }) { userErrors { code } } }');
  await server.ask(`{ integratorKeys(after: "${CANARY}") { totalCount } }`);
  const credentials = { client_id: id, client_secret: String(plainText) };
  await post('/demo/authenticate-client', credentials);
  await post('/demo/authenticate-client', { ...credentials, client_secret: CANARY });
  await post('/demo/check-redirect-uri', { client_id: id, redirect_uri: `https://${CANARY}.example/` });
  await post(`/${CANARY}/authenticate-client`, credentials);
  await send(`/demo/clients/${CANARY}?${CANARY}=${CANARY}`, { headers: { 'user-agent': CANARY, baggage: CANARY } });
  const headers = { tracestate: `a=${CANARY}`, traceparent: `00-${TRACE}-${PARENT}-01` };
  await send(`/demo/clients/${id}`, { headers });
  await send(`/demo/clients/${id}`, { headers: { authorization: `Bearer ${CANARY}`, traceparent: CANARY } });
  await server.get(`/${CANARY}`);
}

beforeAll(async () => {
  receiver = await startReceiver();
  server = await serve({ KEYLEDGER_TRACES_URL: receiver.url });
  await ask();
  await server.remove();
});
afterAll(() => receiver.close());

describe('a request of GraphQL', () => {
  test('is a span with the name of the verb, the outcome and the status', () => {
    expect(attributesOf('GraphQL viewer')).toEqual([
      { 'keyledger.verb': 'viewer', 'keyledger.outcome': 'answered', 'http.response.status_code': 200 },
    ]);
  });

  test('that a rule refuses has its code, and so has one that failed', () => {
    expect(attributesOf('GraphQL createIntegratorKey')).toContainEqual(
      expect.objectContaining({ 'keyledger.outcome': 'refused', 'error.type': 'NAME_INVALID' }),
    );
    expect(attributesOf('GraphQL integratorKeys')).toContainEqual(
      expect.objectContaining({ 'keyledger.outcome': 'failed', 'error.type': 'BAD_USER_INPUT' }),
    );
  });

  test('that asks for nothing there is has no verb', () => {
    expect(attributesOf('GraphQL')).toEqual([{ 'http.response.status_code': 400 }]);
  });

  test('has spans of the store within it', () => {
    const [request] = named('GraphQL renameIntegratorKey');
    const children = receiver.spans().filter(({ parentSpanId }) => parentSpanId === request?.spanId);
    expect(children.map(({ name }) => name)).toEqual(['store read', 'store append']);
    expect(children.map(({ attributes }) => attributes['keyledger.events'])).toEqual([2, 1]);
    expect(new Set(children.map(({ traceId }) => traceId))).toEqual(new Set([request?.traceId]));
  });
});

describe('a request of /v1', () => {
  test('says what was verified and how it ended', () => {
    const common = { 'keyledger.verb': 'authenticateClient', 'keyledger.outcome': 'answered' };
    const at = { ...common, 'http.response.status_code': 200, 'keyledger.kind': 'client_secret' };
    const results = attributesOf('/v1 authenticateClient');
    expect(results).toContainEqual({ ...at, 'keyledger.result': 'active' });
    expect(results).toContainEqual({ ...at, 'keyledger.result': 'unknown' });
  });

  test('goes on with the trace of the caller, and begins one where there is none', () => {
    const [continued, ...others] = named('/v1 describeClient').filter(({ traceId }) => traceId === TRACE);
    expect(continued).toMatchObject({ parentSpanId: PARENT, kind: 2 });
    expect(others).toEqual([]);
    expect(named('/v1 describeClient').filter(({ parentSpanId }) => !parentSpanId)).not.toEqual([]);
  });
});

test('the projector says how many events it has written', () => {
  expect(attributesOf('projector apply')).toContainEqual({ 'keyledger.events': 1 });
});

test('nothing of a caller, a client or a credential is in what was sent', () => {
  expect(receiver.spans().length).toBeGreaterThan(20);
  const bytes = receiver
    .bytes()
    .toString('latin1')
    .replaceAll(receiver.url.split('/')[2] ?? '', '');
  expect(bytes).toContain('GraphQL viewer');
  for (const [what, secret] of Object.entries(secrets))
    expect({ what, found: bytes.includes(secret) }).toEqual({ what, found: false });
});

test('and no attribute but those of the table', () => {
  const names = new Set(receiver.spans().flatMap(({ attributes }) => Object.keys(attributes)));
  expect([...names].sort()).toEqual([
    'error.type',
    'http.response.status_code',
    'keyledger.events',
    'keyledger.kind',
    'keyledger.outcome',
    'keyledger.result',
    'keyledger.verb',
  ]);
});
