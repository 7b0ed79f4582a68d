import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serveApart } from '../../kit/server/own-process.js';

let server: Awaited<ReturnType<typeof serveApart>>;
beforeAll(async () => void (server = await serveApart()));
afterAll(() => server.end());

/** As a secret is that was pasted into the wrong place: long, and no name of a schema. */
const canary = 'kl_demo_CANARYcanaryCANARYcanaryCANARYcanary0123456789';

/** All that the server has said, up to and with an operation made for the purpose. */
async function log() {
  const correlation = randomUUID();
  await server.get('/health/live', { 'x-correlation-id': correlation });
  return server.saidUpTo(correlation);
}

const id = '230546a7-9c55-40ad-8fbf-af205d5494ad';
const key = `integratorKeyId: "${id}"`;
const document =
  (query: string, variables = {}) =>
  () =>
    server.ask(query, variables);
const secretInput = (input: object) =>
  document('mutation ($input: AddSecretInput!) { addSecret(input: $input) { plainText } }', { input });

const placed: Record<string, () => Promise<{ text: string; status: number }>> = {
  'a literal for an Int': document(`{ integratorKeys(first: "${canary}") { totalCount } }`),
  'a literal for an enum': document(`mutation { addSecret(input: { ${key}, environment: "${canary}" }) { plainText } }`),
  'an enum value': document(`mutation { addSecret(input: { ${key}, environment: ${canary} }) { plainText } }`),
  'a literal for a DateTime': document(`mutation { addSecret(input: { ${key}, expiresAt: "${canary}" }) { plainText } }`),
  'a block string for a Boolean': document(`{ integratorKeys(filter: { hasUsableSecret: """${canary}""" }) { totalCount } }`),
  'a literal for an object': document(`{ integratorKeys(filter: "${canary}") { totalCount } }`),
  'a variable for an Int': document('query ($first: Int) { integratorKeys(first: $first) { totalCount } }', { first: canary }),
  'a variable for an enum': secretInput({ integratorKeyId: id, environment: canary }),
  'a variable for a DateTime': secretInput({ integratorKeyId: id, expiresAt: canary }),
  'a variable for a Boolean': document('query ($filter: IntegratorKeyFilter) { integratorKeys(filter: $filter) { totalCount } }', { filter: { hasUsableSecret: canary } }),
  'a variable for a list of objects': document('mutation ($input: SaveIntegratorKeyInput!) { saveIntegratorKey(input: $input) { position } }', { input: { integratorKeyId: id, addSecrets: canary } }),
  'an input field that is unknown': secretInput({ integratorKeyId: id, [canary]: 'x' }),
  'the value of an unknown input field': secretInput({ integratorKeyId: id, secret: canary }),
  'a field of an object for text': secretInput({ integratorKeyId: id, label: { [canary]: canary } }),
  'a list for text': secretInput({ integratorKeyId: id, label: [canary] }),
  'an unused variable': document('{ viewer { id } }', { [canary]: canary }),
  'the name of a variable': document(`query ($${canary}: Nothing) { viewer { id } }`),
  'an undefined variable': document(`{ integratorKey(id: $${canary}) { id } }`),
  'a syntax error': document(`{ viewer { id } } "${canary}`),
  'a syntax error of names': document(`query viewer ${canary} { id }`),
  'an unknown field': document(`{ ${canary} }`),
  'an unknown field with arguments': document(`{ viewer(secret: "${canary}") { id } }`),
  'an unknown argument': document(`{ integratorKeys(${canary}: 1) { totalCount } }`),
  'an unknown type': document(`{ ... on ${canary} { id } }`),
  'an unknown fragment': document(`{ ...${canary} }`),
  'an unknown directive': document(`{ viewer @${canary} { id } }`),
  'an alias': document(`{ ${canary}: nothing }`),
  'a comment': document(`# ${canary}\n{ nothing }`),
  'the operation name': () => server.post({ query: '{ viewer { id } }', operationName: canary }, { authorization: `Bearer ${server.administrator}` }),
  'an operation of two': document(`query ${canary} { viewer { id } } query ${canary} { viewer { id } }`),
  'a query in a URL': () => server.get(`/graphql?query={viewer(secret:"${canary}"){id}}`, { 'apollo-require-preflight': 'x' }),
  'variables in a URL': () => server.get(`/graphql?query={viewer{id}}&variables=${canary}`, { 'apollo-require-preflight': 'x' }),
  'a check in a URL': () => server.get(`/graphql?query={verifyClientSecret(clientId:"x",environment:DEMO,secret:"${canary}"){active}}`, { 'apollo-require-preflight': 'x', authorization: `Bearer ${server.administrator}` }),
  'a path': () => server.get(`/${canary}?x=${canary}`),
  'a path below the IDE': () => server.get(`/ide/${canary}`),
  'a path that is badly encoded': () => server.get(`/%zz${canary}`),
  'the bearer token': () => server.ask('{ viewer { id } }', {}, canary),
  'a bearer token of three parts': () => server.ask('{ viewer { id } }', {}, `${canary}.${canary}.${canary}`),
  'another scheme of authorization': () => server.post({ query: '{ viewer { id } }' }, { authorization: `Basic ${canary}` }),
  'a header': () => server.post({ query: '{ nothing }' }, { 'x-secret': canary, 'x-correlation-id': canary, cookie: canary }),
  'a content type': () => server.post('{}', { 'content-type': `text/${canary}` }),
  'malformed JSON': () => server.post(`{ "query": "{ viewer { id } }", ${canary}`),
  'JSON that is text': () => server.post(JSON.stringify(canary)),
  'JSON of another form': () => server.post({ query: { [canary]: canary }, variables: canary, extensions: canary }),
  'a batch': () => server.post([{ query: canary }]),
  'a hash of a persisted query': () => server.post({ extensions: { persistedQuery: { version: 1, sha256Hash: canary } } }),
  'a cursor': document(`{ integratorKeys(after: "${canary}") { totalCount } }`),
  'a position': document(`{ integratorKeys(atLeast: "${canary}") { totalCount } }`),
  'an id': document(`mutation { addSecret(input: { integratorKeyId: "${canary}" }) { userErrors { code message } } }`),
  'an id to find': document(`{ integratorKey(id: "${canary}") { id } }`),
  'a secret to verify': document(`{ verifyClientSecret(clientId: "${canary}", environment: DEMO, secret: "${canary}") { active reason } }`),
  'a public key': document(`mutation { uploadPublicKey(input: { ${key}, publicKey: "${canary}" }) { userErrors { code message } } }`),
  'a redirect URI': document(`mutation { addRedirectUri(input: { ${key}, redirectUri: "${canary}" }) { userErrors { code message } } }`),
  'a name': document(`mutation { createIntegratorKey(input: { name: "\\u0000${canary}" }) { userErrors { code message } } }`),
}; // prettier-ignore

describe('a secret in the wrong place is neither in the answer nor in the log:', () => {
  test.each(Object.keys(placed))('%s', async (place) => {
    const { text, status } = await placed[place]!();
    expect(text.length).toBeGreaterThan(0);
    expect(text.toLowerCase()).not.toContain(canary.toLowerCase().slice(0, 20));
    expect(status).toBeLessThan(500);
    const said = await log();
    expect(said.includes(canary.slice(0, 20))).toBe(false);
    expect(said.includes('"incident"')).toBe(false);
  });
});

test('an alias is in the path of an error, as GraphQL says, and not in the log', async () => {
  const { text } = await server.ask(`{ ${canary}: integratorKeys(first: 0) { totalCount } }`);
  expect(text).toContain(`"path":["${canary}"]`);
  const said = await log();
  expect(said).toContain('"path":["…"]');
  expect(said).not.toContain(canary.slice(0, 20));
});

test('the control: what may be logged and answered is', async () => {
  const { text } = await server.ask(`{ mine: viewer { id } }`);
  expect(text).toContain('mine');
  await server.get('/health/ready');
  expect(await log()).toContain('"route":"/health/ready"');
});
