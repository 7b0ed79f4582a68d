import { expect, test } from '@jest/globals';
import { examplesOf } from '../../../src/examples/document.js';
import { fencesOf } from '../../house/markdown.js';
import { textOf } from '../../house/repository.js';
import { aServerOfItsOwn } from '../../kit/server/server.js';

const server = aServerOfItsOwn({ KEYLEDGER_GO_LIVE_MIN_USES: '1' });

const operations = new Map(
  fencesOf(textOf('docs/go-live.md'))
    .filter(({ language }) => language === 'graphql')
    .flatMap(({ code }) => examplesOf(code).map(({ name, source }) => [name, source] as const)),
);

/** What each operation of docs/go-live.md answers, in the order in which the story needs them; `REVIEWER` does what reviewers do. */
const story: [operation: string, role: 'ADMINISTRATOR' | 'REVIEWER', answer: object][] = [
  ['Ready', 'ADMINISTRATOR', { integratorKey: { goLive: { status: 'NOT_REQUESTED' } } }],
  ['WouldIt', 'ADMINISTRATOR', { requestGoLive: { plannedEvents: [{ type: 'GoLiveRequested' }], userErrors: [] } }],
  ['Ask', 'ADMINISTRATOR', { requestGoLive: { integratorKey: { goLive: { status: 'IN_REVIEW' } }, userErrors: [] } }],
  ['Queue', 'REVIEWER', { goLiveRequests: { nodes: [{ note: 'The pilot ends in May', changes: [] }], totalCount: 1 } }],
  ['Decline', 'REVIEWER', { declineGoLive: { integratorKey: { goLive: { status: 'DECLINED' } }, userErrors: [] } }],
  ['Ask', 'ADMINISTRATOR', { requestGoLive: { integratorKey: { goLive: { status: 'IN_REVIEW' } }, userErrors: [] } }],
  ['Approve', 'REVIEWER', { approveGoLive: { integratorKey: { goLive: { status: 'LIVE' } }, userErrors: [] } }],
  ['Furnish', 'ADMINISTRATOR', { saveIntegratorKey: { secrets: [{}], userErrors: [] } }],
  ['Suspend', 'ADMINISTRATOR', { suspendProduction: { integratorKey: { goLive: { status: 'SUSPENDED' } } } }],
  ['Resume', 'ADMINISTRATOR', { resumeProduction: { integratorKey: { goLive: { status: 'LIVE' } } } }],
];

test('every operation of docs/go-live.md answers as the page says', async () => {
  const key = await server.newKey('Contract Desk');
  const input = { integratorKeyId: key };
  await server.mutate('describeIntegratorKey', { ...input, description: 'Sends contracts out for signature' });
  const links = { privacyPolicyUrl: 'https://acme.example/privacy', termsOfUseUrl: 'https://acme.example/terms' };
  await server.mutate('setPolicyLinks', { ...input, ...links });
  await server.mutate('addRedirectUri', { ...input, redirectUri: 'https://acme.example/callback' });
  const { plainText } = await server.mutate('addSecret', input, 'plainText');
  const authorizationServer = await server.token({ account: null, roles: ['AUTHORIZATION_SERVER'] });
  const verify = `query ($key: ID!, $secret: String!) { verifyClientSecret(clientId: $key, environment: DEMO, secret: $secret) { active } }`;
  await server.ask(verify, { key, secret: String(plainText) }, authorizationServer);
  const tokens = {
    ADMINISTRATOR: server.administrator,
    REVIEWER: await server.token({ subject: 'rita@acme.example', roles: ['REVIEWER'] }),
  };

  const request = async () =>
    (await server.ask('query ($key: ID!) { integratorKey(id: $key) { goLive { request { id } } } }', { key })).data[
      'integratorKey'
    ]?.['goLive']?.['request']?.['id'];
  for (const [name, role, answer] of story) {
    const source = operations.get(name) ?? '';
    const variables = { key, ...(source.includes('$request') && { request: await request() }) };
    const { data, errors } = await server.ask(source, variables, tokens[role]);
    expect({ name, errors, data }).toMatchObject({ name, errors: [], data: answer });
  }
  expect([...operations.keys()].filter((name) => !story.some(([told]) => told === name))).toEqual([]);
});
