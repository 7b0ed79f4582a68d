import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Fields } from '../../kit/server/ask.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const POLICY = `account productionChanges revision proposal { id productionChanges proposedBy proposedAt expiresAt }
  history { totalCount nodes { type revision actor { id kind } reason details { name value } } }`;
const OUTCOME = 'userErrors { code field currentRevision } position';

/** One administrator of an account that no other test has, and another one of it. */
async function anAccount() {
  const account = `acme-${randomUUID()}`;
  const ada = await server.token({ account, subject: 'ada@acme.example' });
  const grace = await server.token({ account, subject: 'grace@acme.example' });
  return { account, ada, grace };
}

async function run(verb: string, input: object, token: string): Promise<Fields> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${verb}(input: $input) { accountPolicy { ${POLICY} } ${OUTCOME} } }`;
  const { data, errors } = await server.ask(query, { input }, token);
  expect(errors).toEqual([]);
  return data[verb] as Fields;
}
const policyOf = async (token: string) =>
  (await server.ask(`{ accountPolicy { ${POLICY} } }`, {}, token)).data['accountPolicy'] as Fields;
const codesOf = ({ userErrors }: Fields) => (userErrors as unknown as { code: string }[]).map(({ code }) => code);
const idIn = (payload: Fields) => String(payload['accountPolicy']?.['proposal']?.['id']);

test('an account that has set nothing says so, and takes what it says', async () => {
  const { account, ada } = await anAccount();
  const nothing = { account, productionChanges: null, revision: -1, proposal: null };
  expect(await policyOf(ada)).toEqual({ ...nothing, history: { totalCount: 0, nodes: [] } });
  const set = await run('setAccountPolicy', { productionChanges: 'FOUR_EYES', expectedRevision: -1 }, ada);
  expect(set['accountPolicy']).toMatchObject({ account, productionChanges: 'FOUR_EYES', revision: 0 });
  expect(await policyOf(ada)).toEqual(set['accountPolicy']);
});

describe('from four eyes back to one person', () => {
  let two: Awaited<ReturnType<typeof anAccount>>;
  beforeAll(async () => {
    two = await anAccount();
    await run('setAccountPolicy', { productionChanges: 'FOUR_EYES', reason: 'SOX' }, two.ada);
  });

  test('nobody goes alone', async () => {
    for (const productionChanges of ['DIRECT', null])
      for (const token of [two.ada, two.grace]) {
        const refused = await run('setAccountPolicy', { productionChanges }, token);
        const approval = { code: 'APPROVAL_REQUIRED', field: ['productionChanges'], currentRevision: null };
        expect(refused).toEqual({ accountPolicy: null, userErrors: [approval], position: null });
      }
    expect((await policyOf(two.ada))['revision']).toBe(0);
  });

  test('two do: one proposes, another approves, and the history tells who', async () => {
    const { ada, grace } = two;
    const proposed = await run('proposeAccountPolicy', { productionChanges: 'DIRECT', reason: 'Too slow' }, ada);
    const proposal = proposed['accountPolicy']?.['proposal'] as unknown as Record<string, string>;
    expect(proposal).toMatchObject({ productionChanges: 'DIRECT', proposedBy: 'ada@acme.example' });
    const lifetime = Date.parse(proposal['expiresAt']!) - Date.parse(proposal['proposedAt']!);
    expect(Math.round(lifetime / 60_000)).toBe(7 * 24 * 60);
    const proposalId = idIn(proposed).toUpperCase(); // case does not matter in a UUID
    expect(codesOf(await run('approveAccountPolicy', { proposalId }, ada))).toEqual(['SAME_PERSON']);
    const approved = await run('approveAccountPolicy', { proposalId }, grace);
    expect(approved['accountPolicy']).toMatchObject({ productionChanges: 'DIRECT', revision: 3, proposal: null });
    expect(codesOf(await run('approveAccountPolicy', { proposalId }, grace))).toEqual(['PROPOSAL_CLOSED']);
    expect((await policyOf(ada))['history']?.['nodes']).toMatchObject([
      { type: 'AccountPolicySet', revision: 3, actor: { id: 'grace@acme.example', kind: 'USER' } },
      { type: 'AccountPolicyApproved', details: [{ name: 'proposalId', value: idIn(proposed) }] },
      { type: 'AccountPolicyProposed', actor: { id: 'ada@acme.example' }, reason: 'Too slow' },
      { type: 'AccountPolicySet', revision: 0, reason: 'SOX' },
    ]);
  });
});

test('a proposal is declined, withdrawn or superseded', async () => {
  const { ada, grace } = await anAccount();
  await run('setAccountPolicy', { productionChanges: 'FOUR_EYES' }, ada);
  const propose = async () => idIn(await run('proposeAccountPolicy', { productionChanges: null }, ada));
  const decline = (proposalId: string, token: string, reasons = ['Not now']) =>
    run('declineAccountPolicy', { proposalId, reasons }, token);
  const first = await propose();
  expect(codesOf(await decline(first, grace, [' ']))).toEqual(['REASONS_INVALID']);
  expect((await decline(first, grace))['accountPolicy']).toMatchObject({ proposal: null });
  const second = await propose();
  expect((await decline(second, ada, ['A mistake']))['accountPolicy']).toMatchObject({ proposal: null });
  const third = await propose();
  const fourth = await propose();
  expect(codesOf(await run('approveAccountPolicy', { proposalId: third }, grace))).toEqual(['PROPOSAL_CLOSED']);
  expect(codesOf(await run('approveAccountPolicy', { proposalId: randomUUID() }, grace))).toEqual([
    'PROPOSAL_NOT_FOUND',
  ]);
  expect(codesOf(await run('approveAccountPolicy', { proposalId: fourth }, grace))).toEqual([]);
});

test('the history has pages, from either end', async () => {
  const { ada } = await anAccount();
  for (const value of ['DIRECT', null, 'DIRECT', null])
    await run('setAccountPolicy', { productionChanges: value }, ada);
  const page = async (args: string) => {
    const query = `{ accountPolicy { history(${args}) { nodes { revision } pageInfo { endCursor startCursor hasNextPage } } } }`;
    const { nodes, pageInfo } = (await server.ask(query, {}, ada)).data['accountPolicy']?.['history'] as Fields;
    const revisions = (nodes as unknown as { revision: number }[]).map(({ revision }) => revision);
    return { revisions, info: pageInfo as unknown as Record<string, unknown> };
  };
  const first = await page('first: 3');
  expect(first).toMatchObject({ revisions: [3, 2, 1], info: { hasNextPage: true } });
  const last = await page(`first: 3, after: "${String(first.info['endCursor'])}"`);
  expect(last).toMatchObject({ revisions: [0], info: { hasNextPage: false } });
  expect((await page('last: 2')).revisions).toEqual([1, 0]);
  expect((await page(`last: 2, before: "${String(last.info['startCursor'])}"`)).revisions).toEqual([2, 1]);
});

test('another account has another policy, and its proposals are not found', async () => {
  const [acme, globex] = [await anAccount(), await anAccount()];
  await run('setAccountPolicy', { productionChanges: 'FOUR_EYES' }, acme.ada);
  const proposalId = idIn(await run('proposeAccountPolicy', { productionChanges: 'DIRECT' }, acme.ada));
  expect(await policyOf(globex.grace)).toMatchObject({ productionChanges: null, revision: -1 });
  for (const verb of ['approveAccountPolicy', 'declineAccountPolicy']) {
    const input = { proposalId, ...(verb.startsWith('decline') && { reasons: ['x'] }) };
    expect(codesOf(await run(verb, input, globex.grace))).toEqual(['PROPOSAL_NOT_FOUND']);
  }
});

test('whoever has seen an older revision is told the newer one', async () => {
  const { ada, grace } = await anAccount();
  const [one, other] = await Promise.all(
    [ada, grace].map((token) =>
      run('setAccountPolicy', { productionChanges: 'FOUR_EYES', expectedRevision: -1 }, token),
    ),
  );
  const conflict = { code: 'REVISION_CONFLICT', field: ['expectedRevision'], currentRevision: 0 };
  const told = [one, other].map((payload) => payload?.['userErrors'] as unknown);
  expect(told).toContainEqual([]);
  expect(told).toContainEqual([conflict]);
});

test('a retry gets the same answer and has no second effect', async () => {
  const { ada, grace } = await anAccount();
  await run('setAccountPolicy', { productionChanges: 'FOUR_EYES' }, ada);
  const input = { productionChanges: 'DIRECT', idempotencyKey: randomUUID() };
  const first = await run('proposeAccountPolicy', input, ada);
  expect(await run('proposeAccountPolicy', input, ada)).toEqual(first);
  const approving = { proposalId: idIn(first), idempotencyKey: randomUUID() };
  const approved = await run('approveAccountPolicy', approving, grace);
  expect(await run('approveAccountPolicy', approving, grace)).toEqual(approved);
  const refused = { productionChanges: 'DIRECT', idempotencyKey: randomUUID(), expectedRevision: 0 };
  expect(await run('setAccountPolicy', refused, ada)).toEqual(await run('setAccountPolicy', refused, ada));
  expect((await policyOf(ada))['revision']).toBe(3);
});

test('developers, reviewers and auditors of the account read it', async () => {
  const { account, ada } = await anAccount();
  await run('setAccountPolicy', { productionChanges: 'FOUR_EYES' }, ada);
  for (const role of ['DEVELOPER', 'REVIEWER', 'AUDITOR'] as const)
    expect(await policyOf(await server.token({ account, roles: [role] }))).toEqual(await policyOf(ada));
});
