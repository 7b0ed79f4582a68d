import { expect, test } from '@jest/globals';
import { aReadyKey, standing } from '../../kit/server/going-live.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer({ KEYLEDGER_GO_LIVE: 'automatic', KEYLEDGER_GO_LIVE_MIN_USES: '0' });
const history = `query ($id: ID!) { integratorKey(id: $id) { revision history(last: 2) { nodes { type commandId actor { id kind } } } } }`;

test('the rules approve what meets all criteria, in one append, and nobody else is asked', async () => {
  const id = await aReadyKey(server);
  const input = { integratorKeyId: id, classification: 'PRIVATE_CUSTOM' };
  const { userErrors, integratorKey } = await server.mutate('requestGoLive', input);
  expect(userErrors).toEqual([]);
  expect(integratorKey?.['environments']).toEqual(['DEMO', 'PRODUCTION']);
  const { data } = await server.ask(history, { id });
  const nodes = data['integratorKey']?.['history']?.['nodes'] as unknown as { commandId: string }[];
  expect(nodes).toMatchObject([
    { type: 'GoLiveRequested', actor: { id: 'administrator@acme.example', kind: 'USER' } },
    { type: 'GoLiveApproved', actor: { kind: 'SYSTEM' } },
  ]);
  expect(nodes[0]?.commandId).toBe(nodes[1]?.commandId);
  expect(await standing(server, id)).toMatchObject({
    status: 'LIVE',
    requests: { nodes: [{ status: 'APPROVED', decidedByRules: true, endedBy: { kind: 'SYSTEM' } }] },
  });
});

test('one criterion that is not met, and nothing happens', async () => {
  const id = await aReadyKey(server, 'demo');
  const { userErrors } = await server.mutate(
    'requestGoLive',
    { integratorKeyId: id, classification: 'PUBLIC' },
    'userErrors { criterion }',
  );
  expect(userErrors).toMatchObject([{ code: 'GO_LIVE_CRITERIA_NOT_MET', criterion: 'NAME_GIVEN' }]);
  expect(await standing(server, id)).toMatchObject({ status: 'NOT_REQUESTED', requests: { nodes: [] } });
});

test('a criterion that the configuration switches off is told so, in the key and in the request', async () => {
  const id = await aReadyKey(server);
  await server.mutate('requestGoLive', { integratorKeyId: id, classification: 'EMBEDDED' });
  const { criteria, requests } = await standing(server, id);
  for (const judged of [criteria, requests?.['nodes']?.['0']?.['criteria']])
    expect(judged).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'USED', met: true, switchedOff: true })]),
    );
});
