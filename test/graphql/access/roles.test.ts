import { describe, expect, test } from '@jest/globals';
import { roles, type Role } from '../../../src/app/access/actor.js';
import { rolesThatMay } from '../../../src/app/access/authorize.js';
import type { Verb } from '../../../src/app/access/permissions.js';
import { operations, verbs } from '../../kit/server/operations.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const tokenOf = (role: Role) =>
  server.token({ roles: [role], account: role === 'AUTHORIZATION_SERVER' ? null : server.account });

/** What the contract promises; the table in `authorize.ts` is what it is compared with, and the server with both. */
const checks: Verb[] = ['checkRedirectUri', 'verifyClientSecret'];
const reads: Verb[] = [
  'integratorKey',
  'integratorKeys',
  'expiringCredentials',
  'keyEvents',
  'goLiveRequests',
  'changeProposals',
];
const audits: Verb[] = [
  'validity',
  'wasValid',
  'validDuring',
  'auditLog',
  'keyDiff',
  'environmentDiff',
  'policyViolations',
];
const finds: Verb[] = ['findCredential'];
const decides: Verb[] = ['approveGoLive', 'declineGoLive'];
/** A reviewer who is bound to an account is no reviewer of the platform: the whole matrix is in go-live/matrix.test.ts. */
const stops: Verb[] = ['suspendProduction', 'resumeProduction'];
const governs: Verb[] = [
  ...(['setAccountPolicy', 'proposeAccountPolicy', 'approveAccountPolicy', 'declineAccountPolicy'] as const),
  ...(['addWebhook', 'rotateWebhookSecret', 'pauseWebhook', 'resumeWebhook', 'removeWebhook'] as const),
];
const others: Verb[] = [
  ...checks,
  ...reads,
  ...audits,
  ...finds,
  ...decides,
  ...stops,
  ...governs,
  'viewer',
  'accountPolicy',
  'webhooks',
];
const writes = verbs.filter((verb) => !others.includes(verb));
const promised: Record<Role, Verb[]> = {
  ADMINISTRATOR: verbs.filter((verb) => !decides.includes(verb)),
  DEVELOPER: ['viewer', ...reads, ...audits, 'accountPolicy', 'checkRedirectUri', ...writes],
  REVIEWER: ['viewer', ...reads, ...decides, 'accountPolicy'],
  AUDITOR: ['viewer', ...reads, ...audits, ...finds, 'accountPolicy', 'webhooks'],
  AUTHORIZATION_SERVER: ['viewer', ...checks],
};

describe.each(roles)('%s', (role) => {
  const overHttp = verbs.filter((verb) => verb !== 'keyEvents'); // its matrix is in subscriptions.test.ts
  test('may by the table what the contract promises', () => {
    expect(verbs.filter((verb) => rolesThatMay(verb).includes(role))).toEqual(
      verbs.filter((verb) => promised[role].includes(verb) || (role === 'REVIEWER' && stops.includes(verb))),
    );
  });

  test.each(overHttp)('%s', async (verb) => {
    const { code, status, data, errors } = await server.ask(operations[verb], {}, await tokenOf(role));
    if (promised[role].includes(verb)) {
      expect(errors).toEqual([]);
      expect(data).toHaveProperty(verb);
    } else {
      expect(code).toBe('FORBIDDEN');
      expect(errors).toEqual([
        expect.objectContaining({
          message: expect.stringMatching(/^Your roles do not allow this(; it takes [A-Z_ or]+)?\.$/),
          extensions: { code: 'FORBIDDEN' },
        }),
      ]);
      expect(status).toBe(200);
      expect(data === null || Object.values(data).every((value) => value === null)).toBe(true);
    }
  });
});

test('a token without a role may nothing', async () => {
  const token = await server.token({ roles: [], subject: 'nobody@acme.example' });
  for (const verb of verbs.filter((name) => name !== 'keyEvents'))
    expect([verb, (await server.ask(operations[verb], {}, token)).code]).toEqual([verb, 'FORBIDDEN']);
});

test('roles add up', async () => {
  const token = await server.token({ roles: ['AUDITOR', 'DEVELOPER'], subject: 'both@acme.example' });
  const foreign = await server.newKey('Of the administrator');
  const own = await server.newKey('Own', token);
  expect(await server.find(foreign, token)).toMatchObject({ id: foreign });
  const rename = (id: string) => server.mutate('renameIntegratorKey', { integratorKeyId: id, name: 'B' }, '', token);
  expect((await rename(own))['userErrors']).toEqual([]);
  expect((await rename(foreign))['userErrors']).toMatchObject([{ code: 'KEY_NOT_FOUND' }]);
});
