import { beforeAll, describe, expect, test } from '@jest/globals';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
let key: string;
beforeAll(async () => void (key = await server.newKey()));

const strange: Record<string, string> = {
  'a NUL': 'a\0b',
  'nothing but a NUL': '\0',
  'half a surrogate pair': 'a\ud800b',
  'the other half': '\udc00',
  'no character': '',
  'a quote that SQL or FTS could take for its own': `"' OR 1=1 -- * NEAR(a b) ^`,
  'a percent sign': '%',
  'an emoji': '👩‍👩‍👧',
  'a bidirectional override': 'a\u202eb',
  'ten thousand characters': 'x'.repeat(10_000),
};

const query = (parameters: string, body: string) => (text: string) =>
  server.ask(`query ($text: ${parameters}, $key: ID!) { key: integratorKey(id: $key) { id } ${body} }`, { text, key });
const mutation = (verb: string, fields: (text: string) => object) => (text: string) =>
  server.ask(
    `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) { userErrors { code } } }`,
    {
      input: { integratorKeyId: key, ...fields(text) },
    },
  );

const arguments_: Record<string, (text: string) => ReturnType<typeof server.ask>> = {
  'integratorKey(id)': query('ID!', 'integratorKey(id: $text) { id }'),
  'filter.nameContains': query('String', 'integratorKeys(filter: { nameContains: $text }) { totalCount nodes { id } }'),
  'filter.owner': query('ID', 'integratorKeys(filter: { owner: $text }) { totalCount nodes { id } }'),
  'filter.redirectUri': query('String', 'integratorKeys(filter: { redirectUri: $text }) { totalCount nodes { id } }'),
  after: query('String', 'integratorKeys(after: $text) { totalCount }'),
  before: query('String', 'integratorKeys(last: 1, before: $text) { totalCount }'),
  'history(after)': query('String', 'h: integratorKey(id: $key) { history(after: $text) { totalCount } }'),
  atLeast: query('Position', 'integratorKeys(atLeast: $text) { totalCount }'),
  'checkRedirectUri(clientId)': query('ID!', 'checkRedirectUri(clientId: $text, environment: DEMO, redirectUri: "x") { match }'),
  'checkRedirectUri(redirectUri)': query('String!', 'checkRedirectUri(clientId: $key, environment: DEMO, redirectUri: $text) { match nearest { uri } }'),
  'verifyClientSecret(clientId)': query('ID!', 'verifyClientSecret(clientId: $text, environment: DEMO, secret: "x") { active }'),
  'verifyClientSecret(secret)': query('String!', 'verifyClientSecret(clientId: $key, environment: DEMO, secret: $text) { active }'),
  integratorKeyId: mutation('markMobileApp', (text) => ({ integratorKeyId: text })),
  name: mutation('renameIntegratorKey', (name) => ({ name })),
  description: mutation('describeIntegratorKey', (description) => ({ description })),
  privacyPolicyUrl: mutation('setPolicyLinks', (privacyPolicyUrl) => ({ privacyPolicyUrl })),
  newOwner: mutation('transferOwnership', (newOwner) => ({ newOwner })),
  redirectUri: mutation('addRedirectUri', (redirectUri) => ({ redirectUri })),
  redirectUriId: mutation('removeRedirectUri', (redirectUriId) => ({ redirectUriId })),
  'label of a secret': mutation('addSecret', (label) => ({ label })),
  'label of a keypair': mutation('uploadPublicKey', (label) => ({ label, publicKey: '' })),
  publicKey: mutation('uploadPublicKey', (publicKey) => ({ publicKey })),
  reason: mutation('unmarkMobileApp', (reason) => ({ reason })),
  expiresAt: mutation('addSecret', (expiresAt) => ({ expiresAt })),
}; // prettier-ignore

describe.each(Object.keys(arguments_))('%s', (place) => {
  test.each(Object.keys(strange))('with %s is answered or refused, and never an incident', async (kind) => {
    const { status, code, text } = await arguments_[place]!(strange[kind]!);
    expect([undefined, 'BAD_USER_INPUT']).toContain(code);
    expect(status).toBeLessThan(500);
    expect(text).not.toContain('INTERNAL');
  });
});

test('the control: the same operations do what they are for', async () => {
  const found = await arguments_['filter.nameContains']!('ome k');
  expect(found.data).toMatchObject({ integratorKeys: { totalCount: 0 } }); // renamed by now
  expect((await arguments_['name']!('Sane'))['data']).toEqual({ renameIntegratorKey: { userErrors: [] } });
  expect((await arguments_['filter.nameContains']!('san')).data).toMatchObject({ integratorKeys: { totalCount: 1 } });
});
