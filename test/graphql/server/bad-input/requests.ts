import { gzipSync } from 'node:zlib';
import { canary, overHttp, type Row, type World } from './world.js';

const good = JSON.stringify({ query: '{ viewer { id } }' });
const signedIn = ({ server }: World) => ({ authorization: `Bearer ${server.administrator}` });
const posted =
  (body: unknown, headers: Record<string, string> = {}) =>
  (world: World) =>
    overHttp(world.server.post(body, { ...signedIn(world), ...headers }));
const got =
  (query: string, headers: Record<string, string> = { 'apollo-require-preflight': 'x' }) =>
  (world: World) =>
    overHttp(world.server.get(`/graphql?query=${encodeURIComponent(query)}`, { ...signedIn(world), ...headers }));
/** A body as bytes: a name that ends in these. */
const bytes =
  (...last: number[]) =>
  async (world: World) => {
    const text = `{ "query": "mutation { createIntegratorKey(input: { name: \\"${canary}|\\" }) { position } }" }`;
    const [before = '', after = ''] = text.split('|');
    const body = Buffer.concat([Buffer.from(before), Buffer.from(last), Buffer.from(after)]);
    const headers = { ...signedIn(world), 'content-type': 'application/json' };
    const response = await fetch(`${world.server.address}/graphql`, { method: 'POST', headers, body });
    const answered = await response.text();
    const [error] = (JSON.parse(answered) as { errors?: { extensions: { code: string } }[] }).errors ?? [];
    return { told: `${response.status} ${error?.extensions.code ?? 'fine'}`, text: answered };
  };
const create = `mutation { createIntegratorKey(input: { name: "${canary}" }) { position } }`;
const verify = `{ verifyClientSecret(clientId: "x", environment: DEMO, secret: "${canary}") { active } }`;
const check = `{ checkRedirectUri(clientId: "x", environment: DEMO, redirectUri: "https://${canary}/") { match } }`;
const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

/** Before there is an operation: bodies, types, URLs. */
export const requests: readonly Row[] = [
  ['malformed JSON', posted(`{ "query": "{ viewer { id } }", ${canary}`), '400 BAD_REQUEST'],
  ['JSON that ends too soon', posted(`{ "query": "${canary}`), '400 BAD_REQUEST'],
  ['JSON with a control character in a text', posted(`{ "query": "{ viewer { id } }\0${canary}" }`), '400 BAD_REQUEST'],
  ['JSON in zip', posted(gzipSync(good).toString('latin1'), { 'content-encoding': 'gzip' }), '400 BAD_REQUEST'],
  ['JSON that would change prototypes', posted(`{ "__proto__": { "${canary}": 1 }, "query": "{ viewer { id } }" }`), '400 BAD_REQUEST'],
  ['bytes that are no UTF-8', bytes(0xff, 0xfe), '400 BAD_REQUEST'],
  ['half a surrogate pair in bytes', bytes(0xed, 0xa0, 0x80), '400 BAD_REQUEST'],
  ['overlong UTF-8', bytes(0xc0, 0xae), '400 BAD_REQUEST'],
  ['an empty body', posted(''), '400 BAD_REQUEST'],
  ['a text', posted(JSON.stringify(canary)), '400 BAD_REQUEST'],
  ['a number', posted('7'), '400 BAD_REQUEST'],
  ['null', posted('null'), '400 BAD_REQUEST'],
  ['a batch', posted([{ query: create }, { query: create }]), '400 BAD_REQUEST'],
  ['a query that is an object', posted({ query: { [canary]: canary } }), '400 BAD_REQUEST'],
  ['variables that are a text', posted({ query: '{ viewer { id } }', variables: canary }), '400 BAD_REQUEST'],
  ['a hash of a persisted query', posted({ extensions: { persistedQuery: { version: 1, sha256Hash: canary } } }), '200 PERSISTED_QUERY_NOT_SUPPORTED'],
  ['a variable 10,000 objects deep', posted(`{ "query": "query ($f: IntegratorKeyFilter) { integratorKeys(filter: $f) { totalCount } }", "variables": { "f": ${deep(10_000)} } }`), '400 BAD_USER_INPUT'],
  ['a body of a megabyte', posted({ query: `# ${canary.repeat(25_000)}\n{ viewer { id } }` }), '413 BAD_REQUEST'],
  ['a megabyte of white space', posted(`${' '.repeat(1_000_000)}${good}`), '413 BAD_REQUEST'],
  ['a megabyte in one variable', posted({ query: create, variables: { x: canary.repeat(25_000) } }), '413 BAD_REQUEST'],
  ['plain text', posted(good, { 'content-type': 'text/plain' }), '415 BAD_REQUEST'],
  ['a form', posted(`query=${canary}`, { 'content-type': 'application/x-www-form-urlencoded' }), '415 BAD_REQUEST'],
  ['a type of no sense', posted(good, { 'content-type': `application/${canary}` }), '415 BAD_REQUEST'],
  ['a secret over GET', got(verify), '200 BAD_USER_INPUT'],
  ['a secret over GET, under an alias', got(`{ fine: ${verify.slice(1)}`), '200 BAD_USER_INPUT'],
  ['a secret over GET, behind a fragment', got(`{ ...A } fragment A on Query ${verify}`), '200 BAD_USER_INPUT'],
  ['a redirect URI over GET', got(check), '200 BAD_USER_INPUT'],
  ['a mutation over GET', got(create), '405 BAD_REQUEST'],
  ['a query over GET without the header that a page cannot send', got('{ viewer { id } }', {}), '400 BAD_REQUEST'],
  ['a syntax error over GET', got(`{ viewer { id } } "${canary}`), '400 GRAPHQL_PARSE_FAILED'],
  ['variables over GET that are no JSON', ({ server }) => overHttp(server.get(`/graphql?query={viewer{id}}&variables=${canary}`, { 'apollo-require-preflight': 'x' })), '400 BAD_REQUEST'],
  ['a path that is badly encoded', ({ server }) => overHttp(server.get(`/graphql/%zz${canary}`)), '400 BAD_REQUEST'],
  ['a path that is not there', ({ server }) => overHttp(server.get(`/${canary}?secret=${canary}`)), '404 BAD_REQUEST'],
]; // prettier-ignore
