import { expect, test } from '@jest/globals';
import { aServerOfItsOwn } from '../../kit/server/server.js';

const server = aServerOfItsOwn({ KEYLEDGER_SAMPLE_DATA: 'on' });

const sample = async (name: string) => {
  const selection = `id name goLive { status criteria { code met } request { id requestedBy { id kind } }
    requests(first: 5) { nodes { status reasons endedBy { id } criteria { code met switchedOff } } } }
    usage { usesLast30Days }
    redirectUris(environment: PRODUCTION) { uri } secrets(environment: PRODUCTION) { label status }`;
  const query = `{ integratorKeys(first: 20) { nodes { ${selection} } } }`;
  const { data } = await server.ask(query);
  const nodes = data['integratorKeys']?.['nodes'] as unknown as Record<string, unknown>[];
  return nodes.find((key) => key['name'] === name);
};

test('one key is live, with a redirect URI and a secret of production', async () => {
  expect(await sample('Signing Desk')).toMatchObject({
    goLive: { status: 'LIVE', requests: { nodes: [{ status: 'APPROVED', endedBy: { id: 'sample-reviewer' } }] } },
    redirectUris: [{ uri: 'https://desk.acme.example/callback' }],
    secrets: [{ label: 'production', status: 'ACTIVE' }],
  });
});

test('one was declined, and says why', async () => {
  const declined = { status: 'DECLINED', reasons: [expect.any(String), expect.any(String)] };
  expect(await sample('Survey Widget')).toMatchObject({
    goLive: { status: 'DECLINED', requests: { nodes: [declined] } },
    ...{ redirectUris: [], secrets: [] },
  });
});

test('one waits: it meets every criterion by what was noted of it, and a reviewer lets it live', async () => {
  const waiting = await sample('Invoice Bot');
  expect(waiting).toMatchObject({ goLive: { status: 'IN_REVIEW' }, usage: { usesLast30Days: 20 } });
  const { criteria, request, requests } = waiting?.['goLive'] as {
    criteria: { met: boolean }[];
    request: { id: string };
    requests: { nodes: { criteria: { met: boolean; switchedOff: boolean }[] }[] };
  };
  expect(criteria.filter(({ met }) => !met)).toEqual([]);
  expect(requests.nodes[0]?.criteria).toHaveLength(7);
  expect(requests.nodes[0]?.criteria.filter(({ met, switchedOff }) => !met || switchedOff)).toEqual([]);
  const reviewer = await server.token({ subject: 'rita@acme.example', roles: ['REVIEWER'] });
  const input = { integratorKeyId: waiting?.['id'], requestId: request.id };
  expect(await server.mutate('approveGoLive', input, '', reviewer)).toMatchObject({ userErrors: [] });
});
