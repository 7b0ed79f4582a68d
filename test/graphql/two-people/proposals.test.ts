import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { aLiveKey } from '../../kit/server/going-live.js';
import { aServer } from '../../kit/server/server.js';
import { aLiveKeyOfTwo, codesOf, proposed } from '../../kit/server/two-people.js';

const server = aServer({ KEYLEDGER_GO_LIVE_MIN_USES: '0' });
const environment = 'PRODUCTION';
const aSecret = { addSecrets: [{ environment, label: 'web server' }] };
const aKeypair = { addKeypairs: [{ environment }] };
const aUri = (path: string) => ({ addRedirectUris: [{ environment, redirectUri: `https://shop.example/${path}` }] });

type Two = Awaited<ReturnType<typeof aLiveKeyOfTwo>>;
type Who = 'ada' | 'grace' | 'kim' | 'dora';
const saying = (verb: string, more: object, token: string, selection = '') =>
  server.mutate(verb, { ...more }, selection, token);
const codes = async (verb: string, more: object, token: string) => codesOf(await saying(verb, more, token));

describe('the whole way', () => {
  const applying = `mutation ($input: ApplyChangeInput!) { applyChange(input: $input) { secrets { plainText secret { id label lastFour } }
    keypairs { privateKeyPem keypair { id } } integratorKey { revision } userErrors { code } position } }`;
  const everywhere = `query ($id: ID!) { changeProposals { totalCount } integratorKey(id: $id) { secrets { id label lastFour } keypairs { id publicKeyPem }
    proposals { nodes { status decidedBy { id } appliedAt change { details { name value } addSecrets { environment label } addKeypairs { format } } } }
    history(last: 10) { nodes { type proposalId actor { id } details { name value } } } } }`;
  let two: Two;
  let proposalId: string;
  beforeAll(async () => {
    two = await aLiveKeyOfTwo(server);
    proposalId = await proposed(server, two.key, { name: 'The shop', ...aSecret, ...aKeypair }, two.ada);
    expect(await codes('approveChange', { integratorKeyId: two.key, proposalId }, two.grace)).toEqual([]);
  });

  test('what is made is shown to the proposer when it is applied, to a retry the same, and never again', async () => {
    const input = { integratorKeyId: two.key, proposalId, idempotencyKey: randomUUID() };
    const stolen = await server.ask(applying, { input }, two.grace);
    expect(stolen.data['applyChange']).toMatchObject({ secrets: null, userErrors: [{ code: 'NOT_THE_PROPOSER' }] });
    const [first, together] = await Promise.all([1, 2].map(() => server.ask(applying, { input }, two.ada)));
    const { secrets, keypairs } = first?.data['applyChange'] as unknown as {
      secrets: { plainText: string; secret: object }[];
      keypairs: { privateKeyPem: string }[];
    };
    const shown = [...secrets.map(({ plainText }) => plainText), ...keypairs.map(({ privateKeyPem }) => privateKeyPem)];
    expect(shown).toEqual([expect.stringMatching(/.{30}/), expect.stringContaining('PRIVATE KEY')]);
    await saying('describeIntegratorKey', { integratorKeyId: two.key, description: 'Changed meanwhile' }, two.grace);
    const later = await server.ask(applying, { input }, two.ada);
    expect([together?.text, later.text]).toEqual([first?.text, first?.text]);

    const parts = shown.map((text) => text.replace(/-----.*?-----|\s/g, '').slice(0, 30));
    for (const token of [two.ada, two.grace]) {
      const { text, data } = await server.ask(everywhere, { id: two.key }, token);
      const flat = text.replaceAll('\\n', '');
      expect(parts.filter((part) => flat.includes(part))).toEqual([]);
      expect(data['integratorKey']?.['secrets']).toMatchObject([{ label: 'web server' }]);
    }
    const again = await server.ask(applying, { input: { ...input, idempotencyKey: randomUUID() } }, two.ada);
    expect(again.data['applyChange']).toMatchObject({ secrets: null, userErrors: [{ code: 'PROPOSAL_CLOSED' }] });
  });

  test('the history names the proposal at what was applied, and who did what', async () => {
    const { data } = await server.ask(everywhere, { id: two.key }, two.kim);
    const nodes = data['integratorKey']?.['history']?.['nodes'] as unknown as { type: string; proposalId: unknown }[];
    const since = nodes.slice(nodes.findIndex(({ type }) => type === 'ChangeProposed'));
    expect(since).toMatchObject([
      { type: 'ChangeProposed', proposalId: null, actor: { id: 'ada@acme.example' } },
      { type: 'ChangeApproved', proposalId: null, actor: { id: 'grace@acme.example' } },
      ...['KeyRenamed', 'SecretAdded', 'KeypairAdded'].map((type) => ({ type, proposalId })),
      { type: 'KeyDescribed', proposalId: null },
    ]);
    expect(data['integratorKey']?.['proposals']?.['nodes']).toMatchObject([
      {
        ...{ status: 'APPLIED', decidedBy: { id: 'grace@acme.example' }, appliedAt: expect.any(String) },
        change: { details: [{ name: 'name', value: 'The shop' }], addSecrets: [{ environment, label: 'web server' }] },
      },
    ]);
  });
});

test('a secret of production is replaced as another person has read and approved it', async () => {
  const two = await aLiveKeyOfTwo(server);
  const on = { integratorKeyId: two.key };
  const shown = 'secrets { plainText secret { id label status } }';
  const applied = async (change: object) => {
    const proposalId = await proposed(server, two.key, change, two.ada);
    expect(await codes('approveChange', { ...on, proposalId }, two.grace)).toEqual([]);
    const { secrets } = await saying('applyChange', { ...on, proposalId }, two.ada, shown);
    return secrets as unknown as { plainText: string; secret: { id: string; label: string } }[];
  };
  const [old] = await applied(aSecret);
  const rotation = { secretId: old?.secret.id };
  expect(await codes('saveIntegratorKey', { ...on, rotateSecrets: [rotation] }, two.ada)).toEqual([
    'APPROVAL_REQUIRED',
  ]);
  const [replacing] = await applied({ rotateSecrets: [rotation] });
  expect(replacing).toMatchObject({
    plainText: expect.stringMatching(/^kl_prod_/),
    secret: { label: 'web server', status: 'ACTIVE' },
  });

  const asked = `query ($id: ID!) { integratorKey(id: $id) { secrets { id status replacedBy }
    proposals(last: 1) { nodes { status change { rotateSecrets { secretId overlap retiresAt label keepsLabel notBefore expiresAt allowLastUsable }
      rotateKeypairs { keypairId } addSecrets { label } } } } } }`;
  const { data } = await server.ask(asked, { id: two.key }, two.kim);
  expect(data['integratorKey']).toMatchObject({
    secrets: [
      { id: old?.secret.id, status: 'RETIRING', replacedBy: replacing?.secret.id },
      { id: replacing?.secret.id, status: 'ACTIVE', replacedBy: null },
    ],
    proposals: {
      nodes: [
        {
          status: 'APPLIED',
          change: {
            rotateSecrets: [
              {
                ...{ secretId: old?.secret.id, overlap: 'P7D', retiresAt: null, label: null, keepsLabel: true },
                ...{ notBefore: null, expiresAt: null, allowLastUsable: false },
              },
            ],
            rotateKeypairs: [],
            addSecrets: [],
          },
        },
      ],
    },
  });
});

test('of two who approve at once one does, and the other is told that it is closed', async () => {
  const two = await aLiveKeyOfTwo(server);
  const input = { integratorKeyId: two.key, proposalId: await proposed(server, two.key, aUri('race'), two.ada) };
  const told = await Promise.all([two.grace, two.kim].map((token) => codes('approveChange', input, token)));
  expect(told.sort()).toEqual([[], ['PROPOSAL_CLOSED']]);
  const { data } = await server.ask(
    `query ($id: ID!) { integratorKey(id: $id) { history(last: 2) { nodes { type } } } }`,
    { id: two.key },
    two.ada,
  );
  const types = (data['integratorKey']?.['history']?.['nodes'] as unknown as { type: string }[]).map(
    ({ type }) => type,
  );
  expect(types).toEqual(['ChangeProposed', 'ChangeApproved']);
});

describe('the first refusal that holds is told', () => {
  let two: Two;
  const ids: Record<string, string> = { unknown: randomUUID() };
  beforeAll(async () => {
    two = await aLiveKeyOfTwo(server);
    const on = { integratorKeyId: two.key };
    ids['taken back'] = await proposed(server, two.key, aUri('taken-back'), two.ada);
    await saying('withdrawChange', { ...on, proposalId: ids['taken back'] }, two.ada);
    ids['declined'] = await proposed(server, two.key, aUri('declined'), two.ada);
    await saying('declineChange', { ...on, proposalId: ids['declined'], reasons: ['No'] }, two.grace);
    ids['open and stale'] = await proposed(server, two.key, aUri('open'), two.ada);
    ids['approved and stale'] = await proposed(server, two.key, aUri('approved'), two.ada);
    await saying('approveChange', { ...on, proposalId: ids['approved and stale'] }, two.grace);
    await saying('renameIntegratorKey', { ...on, name: 'Stale now' }, two.kim);
  });

  const blank = { reasons: [' '] };
  const late = { expectedRevision: 0 };
  test.each<[verb: string, of: string, who: Who, code: string, more?: object]>([
    ['approveChange', 'unknown', 'ada', 'REVISION_CONFLICT', late],
    ['approveChange', 'unknown', 'dora', 'KEY_NOT_FOUND', late],
    ['approveChange', 'unknown', 'ada', 'PROPOSAL_NOT_FOUND'],
    ['approveChange', 'taken back', 'ada', 'PROPOSAL_CLOSED'],
    ['approveChange', 'declined', 'grace', 'PROPOSAL_CLOSED'],
    ['approveChange', 'approved and stale', 'ada', 'PROPOSAL_CLOSED'],
    ['approveChange', 'open and stale', 'ada', 'SAME_PERSON'],
    ['approveChange', 'open and stale', 'grace', 'PROPOSAL_STALE'],
    ['declineChange', 'unknown', 'ada', 'PROPOSAL_NOT_FOUND', blank],
    ['declineChange', 'taken back', 'ada', 'PROPOSAL_CLOSED', blank],
    ['declineChange', 'approved and stale', 'grace', 'PROPOSAL_CLOSED', blank],
    ['declineChange', 'open and stale', 'ada', 'SAME_PERSON', blank],
    ['declineChange', 'open and stale', 'grace', 'REASONS_INVALID', blank],
    ['applyChange', 'unknown', 'grace', 'PROPOSAL_NOT_FOUND'],
    ['applyChange', 'taken back', 'grace', 'PROPOSAL_CLOSED'],
    ['applyChange', 'open and stale', 'grace', 'NOT_THE_PROPOSER'],
    ['applyChange', 'open and stale', 'ada', 'PROPOSAL_NOT_APPROVED'],
    ['applyChange', 'approved and stale', 'grace', 'NOT_THE_PROPOSER'],
    ['applyChange', 'approved and stale', 'ada', 'PROPOSAL_STALE'],
    ['withdrawChange', 'unknown', 'grace', 'PROPOSAL_NOT_FOUND'],
    ['withdrawChange', 'taken back', 'grace', 'PROPOSAL_CLOSED'],
    ['withdrawChange', 'approved and stale', 'grace', 'NOT_THE_PROPOSER'],
  ])('%s of one that is %s, by %s: %s', async (verb, of, who, code, more = {}) => {
    const reasons = verb === 'declineChange' ? { reasons: ['No'] } : {};
    const input = { integratorKeyId: two.key, proposalId: ids[of], ...reasons, ...more };
    for (const dryRun of [true, false]) expect(await codes(verb, { ...input, dryRun }, two[who])).toEqual([code]);
  });

  test('who proposes is refused as the change would be, at its fields', async () => {
    const { userErrors, position } = await saying(
      'proposeChange',
      { integratorKeyId: two.key, name: ' ', addSecrets: [{ environment, expiresAt: '2020-01-01T00:00:00Z' }] },
      two.ada,
    );
    expect({ userErrors, position }).toMatchObject({
      userErrors: [
        { code: 'NAME_INVALID', field: ['name'] },
        { code: 'EXPIRY_IN_THE_PAST', field: ['addSecrets', '0', 'expiresAt'] },
      ],
      position: null,
    });
  });

  test('what is stale can be declined and withdrawn', async () => {
    const on = { integratorKeyId: two.key };
    const declined = { ...on, proposalId: ids['open and stale'], reasons: ['No'] };
    expect(await codes('declineChange', declined, two.kim)).toEqual([]);
    expect(await codes('withdrawChange', { ...on, proposalId: ids['approved and stale'] }, two.ada)).toEqual([]);
  });
});

test('a developer resumes nothing, and approves what another proposes for a key of theirs', async () => {
  const two = await aLiveKeyOfTwo(server, 'dora');
  const on = { integratorKeyId: two.key };
  expect(await codes('suspendProduction', { ...on, reason: 'A leak' }, two.ada)).toEqual([]);
  for (const verb of ['proposeChange', 'saveIntegratorKey']) {
    const name = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
    const query = `mutation ($input: ${name}!) { ${verb}(input: $input) { userErrors { code } } }`;
    const { code } = await server.ask(query, { input: { ...on, resumeProduction: true } }, two.dora);
    expect(code).toBe('FORBIDDEN');
  }
  const proposalId = await proposed(server, two.key, { resumeProduction: true }, two.ada);
  const applying = `mutation ($input: ApplyChangeInput!) { applyChange(input: $input) { userErrors { code } } }`;
  expect((await server.ask(applying, { input: { ...on, proposalId } }, two.dora)).code).toBe('FORBIDDEN');
  expect(await codes('approveChange', { ...on, proposalId }, two.dora)).toEqual([]);
  expect(await codes('applyChange', { ...on, proposalId }, two.ada)).toEqual([]);
});

test('whoever may not see a key is not told whether a proposal for it is there, whatever that would do', async () => {
  const two = await aLiveKeyOfTwo(server);
  const on = { integratorKeyId: two.key };
  expect(await codes('suspendProduction', { ...on, reason: 'A leak' }, two.ada)).toEqual([]);
  const proposalId = await proposed(server, two.key, { resumeProduction: true }, two.ada);
  const stranger = await server.token({ account: 'globex', subject: 'hank@globex.example', roles: ['DEVELOPER'] });
  const applying = `mutation ($input: ApplyChangeInput!) { applyChange(input: $input) { userErrors { code } } }`;
  for (const id of [proposalId, randomUUID()])
    for (const token of [stranger, two.dora]) {
      const { code, data } = await server.ask(applying, { input: { ...on, proposalId: id } }, token);
      expect([code, data['applyChange']]).toEqual([undefined, { userErrors: [{ code: 'KEY_NOT_FOUND' }] }]);
    }
});

describe('changeProposals', () => {
  let two: Two;
  let other: string;
  const ids: string[] = [];
  beforeAll(async () => {
    two = await aLiveKeyOfTwo(server);
    other = await aLiveKey(server, two.reviewer, two.dora);
    for (const path of ['one', 'two', 'three']) ids.push(await proposed(server, two.key, aUri(path), two.ada));
    ids.push(await proposed(server, other, aUri('four'), two.dora));
    await saying('approveChange', { integratorKeyId: two.key, proposalId: ids[1] }, two.grace);
    await saying('withdrawChange', { integratorKeyId: two.key, proposalId: ids[2] }, two.ada);
    const on = { integratorKeyId: await aLiveKey(server, two.reviewer, two.ada) };
    for (const path of ['five', 'six', 'seven'])
      ids.push(await proposed(server, on.integratorKeyId, aUri(path), two.ada));
    await saying('declineChange', { ...on, proposalId: ids[4], reasons: ['No'] }, two.grace);
    await saying('approveChange', { ...on, proposalId: ids[6] }, two.grace);
    expect(await codes('applyChange', { ...on, proposalId: ids[6] }, two.ada)).toEqual([]); // so the one before is stale
  });
  const asked = async (args: string, token: string) => {
    const query = `{ changeProposals${args} { nodes { id } totalCount pageInfo { endCursor hasNextPage } } }`;
    const { data, errors } = await server.ask(query, {}, token);
    expect(errors).toEqual([]);
    const { nodes, totalCount, pageInfo } = data['changeProposals'] as unknown as {
      nodes: { id: string }[];
      totalCount: number;
      pageInfo: { endCursor: string; hasNextPage: boolean };
    };
    return { found: nodes.map(({ id }) => ids.indexOf(id)), totalCount, ...pageInfo };
  };

  test.each<[filter: string, found: number[]]>([
    ['', [0, 1, 3, 5]],
    ['(filter: { status: OPEN })', [0, 3]],
    ['(filter: { status: APPROVED })', [1]],
    ['(filter: { status: WITHDRAWN })', [2]],
    ['(filter: { status: STALE })', [5]],
    ['(filter: { status: EXPIRED })', []],
    ['(filter: { status: APPLIED })', [6]],
    ['(filter: { status: DECLINED })', [4]],
  ])('%s has, oldest first, %j', async (filter, found) => {
    expect(await asked(filter, two.grace)).toMatchObject({ found, totalCount: found.length, hasNextPage: false });
  });

  test('of one key, in any case of its id', async () => {
    for (const id of [other, other.toUpperCase()])
      expect((await asked(`(filter: { integratorKeyId: "${id}" })`, two.ada)).found).toEqual([3]);
    expect((await asked(`(filter: { integratorKeyId: "${two.key}", status: OPEN })`, two.ada)).found).toEqual([0]);
  });

  test('has pages', async () => {
    const first = await asked('(first: 2)', two.ada);
    expect(first).toMatchObject({ found: [0, 1], totalCount: 4, hasNextPage: true });
    const rest = await asked(`(first: 2, after: "${first.endCursor}")`, two.ada);
    expect(rest).toMatchObject({ found: [3, 5], totalCount: 4, hasNextPage: false });
    expect((await asked('(last: 1)', two.ada)).found).toEqual([5]);
  });

  test('a developer sees those of own keys, another account none', async () => {
    expect(await asked('', two.dora)).toMatchObject({ found: [3], totalCount: 1 });
    const { ada } = await aLiveKeyOfTwo(server);
    expect(await asked('', ada)).toMatchObject({ found: [], totalCount: 0 });
  });
});
