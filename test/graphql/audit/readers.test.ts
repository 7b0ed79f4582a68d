import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Fields } from '../../kit/server/ask.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const account = `acme-${randomUUID()}`;
let [ada, dev, key, own] = ['', '', '', ''];

const LOG = `query ($filter: AuditLogFilter, $include: [AuditInclusion!], $first: Int, $after: String) {
  auditLog(filter: $filter, include: $include, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes {
    __typename id type recordedAt position summary correlationId causationId actor { id kind } subject { kind id label } changes { field }
    ... on HistoryRead { integratorKeyId } } } }`;

interface Told {
  __typename: string;
  id: string;
  type: string;
  recordedAt: string;
  integratorKeyId?: string | null;
  actor: { id: string };
}
interface Answer {
  totalCount: number;
  nodes: Told[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

async function log(variables: object, token: string): Promise<Answer> {
  const { data, errors } = await server.ask(LOG, variables as Fields, token);
  expect(errors).toEqual([]);
  return data['auditLog'] as unknown as Answer;
}
/** What is recorded of a reader, as an administrator is told. */
async function readsBy(actor: string) {
  const { nodes } = await log({ filter: { actor, types: ['HistoryRead'] }, include: ['READS'], first: 100 }, ada);
  return nodes.map(({ integratorKeyId }) => integratorKeyId);
}
async function aReader(roles: ('AUDITOR' | 'ADMINISTRATOR' | 'REVIEWER')[]) {
  const subject = `${randomUUID()}@acme.example`;
  return { subject, token: await server.token({ account, subject, roles }) };
}

beforeAll(async () => {
  ada = await server.token({ account, subject: 'ada@acme.example' });
  dev = await server.token({ account, subject: 'dev@acme.example', roles: ['DEVELOPER'] });
  key = await server.newKey('Contract Portal', dev);
  own = await server.newKey('Own', ada);
});

const now = () => new Date().toISOString();
const readings: Record<string, () => string> = {
  history: () => `{ integratorKey(id: "${key}") { history { totalCount } } }`,
  'integratorKey(asOf)': () => `{ integratorKey(id: "${key}", asOf: { revision: 0 }) { name } }`,
  validity: () => `{ validity(id: "${key}") { id } }`,
  keyDiff: () => `{ keyDiff(id: "${key}", from: { revision: 0 }, to: { time: "${now()}" }) { field } }`,
  'environmentDiff(asOf)': () => `{ environmentDiff(id: "${key}", asOf: { revision: 0 }) { secrets { count } } }`,
  'auditLog of a key': () => `{ auditLog(filter: { keys: ["${key}"] }) { totalCount } }`,
};

describe('whoever reads the history of the key of somebody else is recorded', () => {
  test.each(Object.keys(readings))('by %s', async (name) => {
    const { subject, token } = await aReader(['AUDITOR']);
    for (let n = 0; n < 2; n++) expect((await server.ask(readings[name]!(), {}, token)).errors).toEqual([]);
    expect(new Set(await readsBy(subject))).toEqual(new Set([key]));
  });

  test('by the whole audit log, of all keys', async () => {
    const { subject, token } = await aReader(['AUDITOR']);
    await log({}, token);
    expect(new Set(await readsBy(subject))).toEqual(new Set([null]));
  });

  test('a reviewer too', async () => {
    const { subject, token } = await aReader(['REVIEWER']);
    expect((await server.ask(readings['history']!(), {}, token)).data['integratorKey']).not.toBeNull();
    expect(new Set(await readsBy(subject))).toEqual(new Set([key]));
  });

  test('but not an owner, nor who reads what is, nor who is told nothing', async () => {
    for (const name of Object.keys(readings)) await server.ask(readings[name]!(), {}, dev);
    await server.ask(`{ auditLog { totalCount } }`, {}, dev);
    expect(await readsBy('dev@acme.example')).toEqual([]);
    await server.ask(`{ integratorKey(id: "${own}") { history { totalCount } } }`, {}, ada);
    const { subject, token } = await aReader(['AUDITOR']);
    await server.ask(`{ integratorKey(id: "${key}") { name } integratorKeys { totalCount } }`, {}, token);
    await server.ask(`{ validity(id: "${randomUUID()}") { id } }`, {}, token);
    expect(await readsBy(subject)).toEqual([]);
    expect(await readsBy('ada@acme.example')).not.toContain(own);
  });
});

test('a record says who, which key and when, and is not in the log', async () => {
  const { subject, token } = await aReader(['AUDITOR']);
  await server.ask(readings['validity']!(), {}, token);
  const { nodes } = await log({ filter: { actor: subject, keys: [key] }, include: ['READS'] }, ada);
  expect(nodes[0]).toMatchObject({
    ...{ __typename: 'HistoryRead', type: 'HistoryRead', position: null, correlationId: null, causationId: null },
    ...{ summary: `${subject} read the history of the key ${key}`, actor: { id: subject, kind: 'USER' } },
    ...{ recordedAt: expect.stringMatching(/:00:00\.000Z$/), changes: [], integratorKeyId: key },
    subject: { kind: 'KEY', id: key, label: key },
  });
});

test('pages have the records among the events, newest first, each once', async () => {
  const readers = await Promise.all([1, 2, 3, 4, 5].map(() => aReader(['AUDITOR'])));
  for (const { token } of readers) await server.ask(readings['validity']!(), {}, token);
  const whole = await log({ include: ['READS'], first: 100 }, ada);
  expect(whole.nodes).toHaveLength(whole.totalCount);
  const times = whole.nodes.map(({ recordedAt }) => recordedAt);
  expect(times).toEqual([...times].sort().reverse());
  const paged: string[] = [];
  for (let after: string | undefined, more = true; more;) {
    const { nodes, pageInfo } = await log({ include: ['READS'], first: 2, ...(after && { after }) }, ada);
    paged.push(...nodes.map(({ id }) => id));
    [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
  }
  expect(paged).toEqual(whole.nodes.map(({ id }) => id));
});

test('nobody is told of them unasked, a developer and another account never', async () => {
  await server.ask(readings['validity']!(), {}, ada);
  const isRead = ({ type }: Told) => type === 'HistoryRead';
  expect((await log({ first: 100 }, ada)).nodes.filter(isRead)).toEqual([]);
  expect((await log({ first: 100, include: ['READS'] }, dev)).nodes.filter(isRead)).toEqual([]);
  const stranger = await server.token({ account: `globex-${randomUUID()}`, subject: 'hank@globex.example' });
  expect((await log({ include: ['READS'], filter: { keys: [key] } }, stranger)).nodes).toEqual([]);
});
