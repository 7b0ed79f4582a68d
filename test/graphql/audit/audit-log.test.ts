import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Fields } from '../../kit/server/ask.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const EVENT = `__typename id type recordedAt position actor { id kind } sourceIp userAgent reason correlationId causationId
  summary subject { kind id label } changes { field before after }`;
const LOG = `query ($filter: AuditLogFilter, $first: Int, $after: String, $last: Int, $before: String) {
  auditLog(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    nodes { ${EVENT} ... on KeyEvent { integratorKeyId revision environment proposalId } ... on AccountEvent { revision } } } }`;

interface Told {
  id: string;
  type: string;
  summary: string;
  recordedAt: string;
  position: string;
  sourceIp: string | null;
  integratorKeyId?: string;
  subject: { kind: string; id: string; label: string };
  changes: { field: string; before: string | null; after: string | null }[];
}
interface Answer {
  totalCount: number;
  nodes: Told[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
}

const account = `acme-${randomUUID()}`;
let [ada, dev, auditor, reviewer, stranger] = ['', '', '', '', ''];
let [key, own, secretId, lastFour, plainText] = ['', '', '', '', ''];

async function log(variables: object, token = auditor): Promise<Answer> {
  const { data, errors } = await server.ask(LOG, variables as Record<string, never>, token);
  expect(errors).toEqual([]);
  return data['auditLog'] as unknown as Answer;
}
const types = ({ nodes }: Answer) => nodes.map(({ type }) => type);
const mutate = (verb: string, input: object, select: string, token = ada) =>
  server.mutate(verb, input as Record<string, never>, select, token);

beforeAll(async () => {
  ada = await server.token({ account, subject: 'ada@acme.example' });
  dev = await server.token({ account, subject: 'dev@acme.example', roles: ['DEVELOPER'] });
  auditor = await server.token({ account, subject: 'otto@acme.example', roles: ['AUDITOR'] });
  reviewer = await server.token({ account, subject: 'rita@acme.example', roles: ['REVIEWER'] });
  stranger = await server.token({ account: `globex-${randomUUID()}`, subject: 'hank@globex.example' });
  key = await server.newKey('Contract Portal', ada);
  own = await server.newKey('Own', dev);
  const made = await mutate(
    'addSecret',
    { integratorKeyId: key, expiresAt: '2100-01-31T00:00:00.000Z' },
    'secret { id lastFour } plainText',
  );
  secretId = String(made['secret']?.['id']);
  lastFour = String(made['secret']?.['lastFour']);
  plainText = String(made['plainText']);
  const POLICY =
    'mutation { setAccountPolicy(input: { productionChanges: FOUR_EYES, reason: "SOX" }) { userErrors { code } } }';
  expect((await server.ask(POLICY, {}, ada)).errors).toEqual([]);
  await mutate('revokeSecret', { integratorKeyId: key, secretId, allowLastUsable: true }, '');
});

const everything = ['SecretRevoked', 'AccountPolicySet', 'SecretAdded', 'KeyCreated', 'KeyCreated'];

describe('the audit log', () => {
  test('has everything of the account, newest first, keys and policy among each other', async () => {
    const answer = await log({});
    expect([answer.totalCount, types(answer)]).toEqual([5, everything]);
    expect(types(await log({}, ada))).toEqual(everything);
    expect((await log({}, stranger)).nodes).toEqual([]);
  });

  test('says who did what, from where, and what it changed', async () => {
    const { nodes } = await log({});
    expect(nodes.slice(0, 3)).toEqual([
      expect.objectContaining({
        ...{ __typename: 'KeyEvent', integratorKeyId: key, environment: 'DEMO', proposalId: null, revision: 2 },
        ...{ summary: `ada@acme.example revoked secret ...${lastFour} of DEMO`, sourceIp: expect.any(String) },
        subject: { kind: 'SECRET', id: secretId, label: `...${lastFour}` },
        changes: [{ field: 'status', before: 'ACTIVE', after: 'REVOKED' }],
      }),
      expect.objectContaining({
        ...{ __typename: 'AccountEvent', reason: 'SOX', sourceIp: expect.any(String), revision: 0 },
        summary: `ada@acme.example set the policy of ${account} for production: FOUR_EYES`,
        subject: { kind: 'ACCOUNT', id: account, label: account },
        changes: [{ field: 'productionChanges', before: null, after: 'FOUR_EYES' }],
      }),
      expect.objectContaining({
        summary: `ada@acme.example added secret ...${lastFour} to DEMO; it ends on 2100-01-31`,
        causationId: expect.any(String),
      }),
    ]);
  });

  test.each([1, 2, 3, 4, 5])('comes in pages of %i, forwards and backwards', async (size) => {
    for (const backwards of [false, true]) {
      const seen: Told[] = [];
      let cursor: string | null = null;
      for (;;) {
        const { nodes, pageInfo }: Answer = await log(
          backwards ? { last: size, before: cursor } : { first: size, after: cursor },
        );
        seen.push(...(backwards ? nodes.toReversed() : nodes));
        cursor = backwards ? pageInfo.startCursor : pageInfo.endCursor;
        if (!(backwards ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) break;
      }
      expect(seen.map(({ type }) => type)).toEqual(backwards ? everything.toReversed() : everything);
    }
  });

  test('is filtered', async () => {
    const [revoked, policy, added] = (await log({})).nodes as [Told, Told, Told];
    for (const [filter, expected] of [
      [{ keys: [key.toUpperCase()] }, ['SecretRevoked', 'SecretAdded', 'KeyCreated']],
      [{ keys: ['no id'] }, []],
      [{ actor: 'dev@acme.example' }, ['KeyCreated']],
      [{ types: ['AccountPolicySet', 'SecretAdded'] }, ['AccountPolicySet', 'SecretAdded']],
      [{ environment: 'PRODUCTION' }, []],
      [{ credentialId: secretId }, ['SecretRevoked', 'SecretAdded']],
      [{ credentialId: 'no id' }, []],
      [{ sourceIp: revoked.sourceIp }, everything],
      [{ sourceIp: '192.0.2.77' }, []],
      [{ from: policy.recordedAt }, everything.slice(0, 2)],
      [{ from: added.recordedAt, to: policy.recordedAt }, ['SecretAdded']],
      [{ correlationId: 'none' }, []],
    ] as const) {
      const answer = await log({ filter });
      expect([filter, types(answer), answer.totalCount]).toEqual([filter, expected, expected.length]);
    }
  });
});

describe('who may read it', () => {
  test('a developer reads of own keys, and nothing of the policy', async () => {
    expect((await log({}, dev)).nodes.map(({ integratorKeyId }) => integratorKeyId)).toEqual([own]);
    expect((await log({ filter: { keys: [key] } }, dev)).nodes).toEqual([]);
  });
  test('a reviewer may not', async () => expect((await server.ask(LOG, {}, reviewer)).code).toBe('FORBIDDEN'));

  test('from where the policy was set is told to administrators and auditors alone', async () => {
    const query = '{ accountPolicy { history { nodes { sourceIp userAgent summary } } } }';
    for (const [token, sees] of [
      ...([
        [ada, true],
        [auditor, true],
      ] as const),
      ...([
        [dev, false],
        [reviewer, false],
      ] as const),
    ]) {
      const { data, errors } = await server.ask(query, {}, token);
      expect(errors).toEqual([]);
      const [event] = data['accountPolicy']?.['history']?.['nodes'] as unknown as Told[];
      expect([event?.sourceIp !== null, event?.summary]).toEqual([sees, expect.stringContaining('set the policy')]);
    }
  });
});

test.each([
  ['ends where it begins', { from: '2026-01-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' }],
  ['ends before', { from: '2026-01-01T00:00:00.001Z', to: '2026-01-01T00:00:00.000Z' }],
])('a range that %s is RANGE_INVALID', async (_, filter) =>
  expect((await server.ask(LOG, { filter }, auditor)).code).toBe('RANGE_INVALID'),
);
test.each([
  ['too many keys', { keys: Array.from({ length: 101 }, () => randomUUID()) }],
  ['a control character', { actor: 'a\0' }],
])('%s is BAD_USER_INPUT', async (_, filter) =>
  expect((await server.ask(LOG, { filter }, auditor)).code).toBe('BAD_USER_INPUT'),
);

describe('what an event changed is said', () => {
  const HISTORY = 'integratorKey { history { nodes { summary changes { field before after } } } }';
  const nodesIn = (answer: Fields) =>
    answer['integratorKey']?.['history']?.['nodes'] as unknown as Pick<Told, 'summary' | 'changes'>[];

  test('in the answer of the mutation, and the same by the next query', async () => {
    const id = await server.newKey('Before', ada);
    const answer = await mutate('renameIntegratorKey', { integratorKeyId: id, name: 'After' }, HISTORY);
    expect(nodesIn(answer).at(-1)).toEqual({
      summary: 'ada@acme.example renamed the key "Before" to "After"',
      changes: [{ field: 'name', before: 'Before', after: 'After' }],
    });
    const { data } = await server.ask(
      `query ($id: ID!) { integratorKey(id: $id) { ${HISTORY.slice(16, -2)} } }`,
      { id },
      ada,
    );
    expect(nodesIn(data)).toEqual(nodesIn(answer));
  });

  test('of a key of the past', async () => {
    const query = `{ integratorKey(id: "${key}", asOf: { revision: 1 }) { ${HISTORY.slice(16, -2)} } }`;
    const [, added, ...more] = nodesIn((await server.ask(query, {}, ada)).data);
    expect([added?.changes[0], more]).toEqual([{ field: 'status', before: null, after: 'ACTIVE' }, []]);
  });
});

test('nothing in it is a secret', async () => {
  const { text } = await server.ask(LOG, {}, auditor);
  expect(text).not.toContain(plainText);
  expect(text).not.toMatch(/digest|pepper/i);
});
