import { describe, expect, test } from '@jest/globals';
import { aServer } from '../../kit/server/server.js';
import type { Fields } from '../../kit/server/ask.js';

const server = aServer();
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The mutation happened: it says so, and the next query answers with the very same key. */
async function happened(payload: Fields): Promise<Fields> {
  expect(payload['userErrors']).toEqual([]);
  expect(payload['position']).toMatch(/^[0-9a-f]+_[0-9a-f]+$/);
  const key = payload['integratorKey'] as Fields;
  expect(await server.find(key['id'])).toEqual(key);
  return key;
}

describe('createIntegratorKey', () => {
  test('answers with the whole key, in demo and owned by who asks', async () => {
    const key = await happened(await server.mutate('createIntegratorKey', { name: 'Portal', description: 'For all' }));
    expect(key).toMatchObject({
      clientId: key['id'],
      name: 'Portal',
      description: 'For all',
      privacyPolicyUrl: null,
      termsOfUseUrl: null,
      mobileApp: false,
      clientType: 'CONFIDENTIAL',
      status: 'ACTIVE',
      environments: ['DEMO'],
      owner: `administrator@${server.account}.example`,
      createdBy: { id: `administrator@${server.account}.example`, kind: 'USER' },
      revision: 0,
      redirectUris: [],
      secrets: [],
      keypairs: [],
    });
    expect(key['id']).toMatch(guid);
    expect(key['createdAt']).toMatch(moment);
    expect(key['updatedAt']).toBe(key['createdAt']);
  });

  test('takes DEMO when it is said, and refuses PRODUCTION', async () => {
    await happened(await server.mutate('createIntegratorKey', { name: 'A', environment: 'DEMO' }));
    const refused = await server.mutate('createIntegratorKey', { name: 'A', environment: 'PRODUCTION' });
    expect(refused).toMatchObject({
      integratorKey: null,
      position: null,
      userErrors: [{ code: 'KEYS_ARE_CREATED_IN_DEMO', field: ['environment'], currentRevision: null }],
    });
  });
});

describe('each change of details is one revision', () => {
  const steps: [verb: string, input: object, expected: object][] = [
    ['renameIntegratorKey', { name: 'Door' }, { name: 'Door' }],
    ['describeIntegratorKey', { description: 'What for' }, { description: 'What for' }],
    ['describeIntegratorKey', { description: null }, { description: null }],
    [
      'setPolicyLinks',
      { privacyPolicyUrl: 'https://a.example/p', termsOfUseUrl: 'https://a.example/t' },
      { privacyPolicyUrl: 'https://a.example/p', termsOfUseUrl: 'https://a.example/t' },
    ],
    ['setPolicyLinks', { privacyPolicyUrl: null }, { privacyPolicyUrl: null, termsOfUseUrl: 'https://a.example/t' }],
    ['markMobileApp', {}, { mobileApp: true, clientType: 'PUBLIC' }],
    ['unmarkMobileApp', {}, { mobileApp: false, clientType: 'CONFIDENTIAL' }],
    ['disableIntegratorKey', {}, { status: 'DISABLED' }],
    ['enableIntegratorKey', {}, { status: 'ACTIVE' }],
    ['transferOwnership', { newOwner: 'someone@acme.example' }, { owner: 'someone@acme.example' }],
    ['deleteIntegratorKey', { confirmName: 'Door' }, { status: 'DELETED' }],
  ];
  let id: string;

  test.each(steps.map((step, index) => [index + 1, ...step] as const))(
    '%i: %s',
    async (revision, verb, input, expected) => {
      id = revision === 1 ? await server.newKey('Portal') : id;
      const seen = { integratorKeyId: id, expectedRevision: revision - 1, reason: `step ${revision}` };
      expect(await happened(await server.mutate(verb, { ...seen, ...input }))).toMatchObject({ ...expected, revision });
    },
  );

  test('and all of them are in its history, with reasons', async () => {
    const { data } = await server.ask(
      `query ($id: ID!) { integratorKey(id: $id) { history(first: 20) { totalCount nodes {
        id integratorKeyId type revision reason recordedAt position sourceIp userAgent correlationId commandId actor { id kind } details { name value } } } } }`,
      { id },
    );
    const { totalCount, nodes } = data['integratorKey']?.['history'] as unknown as {
      totalCount: number;
      nodes: Record<string, unknown>[];
    };
    expect(totalCount).toBe(steps.length + 1);
    expect(new Set(nodes.map(({ integratorKeyId }) => integratorKeyId))).toEqual(new Set([id]));
    expect(nodes.map(({ revision }) => revision)).toEqual([...Array(steps.length + 1).keys()]);
    expect(nodes.map(({ reason }) => reason)).toEqual([null, ...steps.map((_, index) => `step ${index + 1}`)]);
    expect(nodes.map(({ type }) => type).slice(0, 3)).toEqual(['KeyCreated', 'KeyRenamed', 'KeyDescribed']);
    expect(nodes[1]).toMatchObject({ sourceIp: '127.0.0.1', details: [{ name: 'name', value: 'Door' }] });
    expect(nodes[1]?.['correlationId']).toMatch(guid);
  });

  test('what changes nothing is no event and has no position', async () => {
    const key = await server.newKey('Same');
    const payload = await server.mutate('renameIntegratorKey', { integratorKeyId: key, name: 'Same' });
    expect(payload).toMatchObject({ userErrors: [], position: null, integratorKey: { name: 'Same', revision: 0 } });
  });
});
