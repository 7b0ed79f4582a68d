import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { examplesOf } from '../../../src/examples/document.js';
import { fencesOf } from '../../house/markdown.js';
import { textOf } from '../../house/repository.js';
import { aLiveKey, peopleOf } from '../../kit/server/going-live.js';
import { aServerOfItsOwn } from '../../kit/server/server.js';

const server = aServerOfItsOwn({ KEYLEDGER_GO_LIVE_MIN_USES: '0' });

const operations = new Map(
  fencesOf(textOf('docs/two-people.md'))
    .filter(({ language }) => language === 'graphql')
    .flatMap(({ code }) => examplesOf(code).map(({ name, source }) => [name, source] as const)),
);

const proposalIs = (status: string) => ({
  integratorKey: { proposals: { nodes: [{ status }] } },
  userErrors: [],
});
const secrets = [{ plainText: expect.any(String), secret: { environment: 'PRODUCTION' } }];
const named = { proposalId: expect.any(String), actor: { id: 'ada@acme.example' } };
const evidence = [
  { type: 'ChangeProposed', actor: { id: 'ada@acme.example' } },
  { type: 'ChangeApproved', actor: { id: 'grace@acme.example' } },
  { type: 'RedirectUriAdded', ...named },
  { type: 'SecretAdded', ...named },
];

const rotation = { change: { rotateSecrets: [{ secretId: expect.any(String), overlap: 'P14D', keepsLabel: true }] } };

/** What each operation of docs/two-people.md answers, in the order in which the story needs them. */
const story: [operation: string, who: 'ada' | 'grace', answer: object][] = [
  ['TakeTwo', 'ada', { setAccountPolicy: { accountPolicy: { productionChanges: 'FOUR_EYES' }, userErrors: [] } }],
  ['Alone', 'ada', { addSecret: { userErrors: [{ code: 'APPROVAL_REQUIRED' }] } }],
  ['Propose', 'ada', { proposeChange: proposalIs('OPEN') }],
  ['Waiting', 'grace', { changeProposals: { nodes: [{ proposedBy: { id: 'ada@acme.example' } }], totalCount: 1 } }],
  ['Decline', 'grace', { declineChange: proposalIs('DECLINED') }],
  ['Propose', 'ada', { proposeChange: proposalIs('OPEN') }],
  ['Withdraw', 'ada', { withdrawChange: proposalIs('WITHDRAWN') }],
  ['Propose', 'ada', { proposeChange: proposalIs('OPEN') }],
  ['Approve', 'grace', { approveChange: proposalIs('APPROVED') }],
  ['Apply', 'ada', { applyChange: { ...proposalIs('APPLIED'), secrets } }],
  ['Evidence', 'grace', { integratorKey: { history: { nodes: evidence } } }],
  [
    'ProposeRotation',
    'ada',
    { proposeChange: { integratorKey: { proposals: { nodes: [rotation] } }, userErrors: [] } },
  ],
  ['Approve', 'grace', { approveChange: proposalIs('APPROVED') }],
  ['Apply', 'ada', { applyChange: { ...proposalIs('APPLIED'), secrets } }],
  ['Older', 'ada', { policyViolations: { nodes: [], totalCount: 0 } }],
  ['Loosen', 'ada', { proposeAccountPolicy: { userErrors: [] } }],
  ['LoosenApproved', 'grace', { approveAccountPolicy: { accountPolicy: { productionChanges: 'DIRECT' } } }],
];

const newest = `query ($key: ID!) { accountPolicy { proposal { id } } integratorKey(id: $key) { secrets { id } proposals(last: 1) { nodes { id } } } }`;

test('every operation of docs/two-people.md answers as the page says', async () => {
  const { platform } = await peopleOf(server.token);
  const tokens = {
    ada: await server.token({ subject: 'ada@acme.example' }),
    grace: await server.token({ subject: 'grace@acme.example' }),
  };
  const key = await aLiveKey(server, platform, tokens.ada);
  for (const [name, who, answer] of story) {
    const source = operations.get(name) ?? '';
    const { accountPolicy, integratorKey } = (await server.ask(newest, { key })).data;
    const ofKey = integratorKey?.['proposals']?.['nodes']?.['0']?.['id'];
    const proposal = accountPolicy?.['proposal']?.['id'] ?? ofKey;
    const secret = integratorKey?.['secrets']?.['0' as never]?.['id'];
    const given = { key, proposal, secret, attempt: randomUUID() };
    const variables = Object.fromEntries(Object.entries(given).filter(([variable]) => source.includes(`$${variable}`)));
    const { data, errors } = await server.ask(source, variables, tokens[who]);
    expect({ name, errors, data }).toMatchObject({ name, errors: [], data: answer });
  }
  expect([...operations.keys()].filter((name) => !story.some(([told]) => told === name))).toEqual([]);
});
