import { describe, expect, test } from '@jest/globals';
import { NotAllowed, roleNamed, roles, type Role } from '../../../src/app/access/actor.js';
import { accountOf, authorize } from '../../../src/app/access/authorize.js';
import { permissions, v1Permissions, type Verb } from '../../../src/app/access/permissions.js';
import { anActor } from '../../kit/stores/shell.js';

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
const stops: Verb[] = ['suspendProduction', 'resumeProduction'];
const asks = Object.keys(v1Permissions) as Verb[];
const checks: Verb[] = ['checkRedirectUri', 'verifyClientSecret', ...asks];
const all = Object.keys(permissions) as Verb[];
const governs: Verb[] = [
  ...(['setAccountPolicy', 'proposeAccountPolicy', 'approveAccountPolicy', 'declineAccountPolicy'] as const),
  ...(['addWebhook', 'rotateWebhookSecret', 'pauseWebhook', 'resumeWebhook', 'removeWebhook'] as const),
];
const ofTheAccount: Verb[] = ['accountPolicy', 'webhooks', ...governs];
const watches: Verb[] = ['readCheckpoint', 'cosignCheckpoint', 'readTile', 'proveConsistency'];
const proves: Verb[] = [...watches, 'proveInclusion', 'followAuditEvents'];
const special: Verb[] = [
  ...[...reads, ...audits, ...checks, ...decides, ...stops, ...ofTheAccount, ...proves],
  ...(['readEntries', 'viewer', ...finds] as const),
];
const writes = all.filter((verb) => !special.includes(verb));

/** The roles of the contract, said once more as lists. */
const may: Record<Role, Verb[]> = {
  ADMINISTRATOR: all.filter((verb) => ![...decides, 'readEntries'].includes(verb)),
  DEVELOPER: ['viewer', ...reads, ...audits, 'accountPolicy', 'checkRedirectUri', ...writes],
  REVIEWER: ['viewer', ...reads, ...decides, 'accountPolicy'],
  AUDITOR: ['viewer', ...reads, ...audits, ...finds, ...proves, 'accountPolicy', 'webhooks'],
  AUTHORIZATION_SERVER: ['viewer', ...checks],
};

describe.each(roles)('%s', (role) => {
  test.each(all)('%s', (verb) => {
    const attempt = () => authorize(anActor(role), verb);
    if (may[role].includes(verb)) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(NotAllowed);
  });
});

test('there are 38 verbs that write', () => expect(writes).toHaveLength(38));
test('no role, nothing', () => {
  for (const verb of all) expect(() => authorize(anActor('DEVELOPER', { roles: [] }), verb)).toThrow(NotAllowed);
});
test('of several roles the strongest counts', () => {
  const both = anActor('AUDITOR', { roles: ['AUDITOR', 'DEVELOPER'] });
  expect(authorize(both, 'addSecret')).toEqual(own);
  expect(authorize(both, 'integratorKeys')).toEqual(whole);
});

const whole = { account: 'acme', owner: null };
const own = { account: 'acme', owner: 'ada' };
const every = { account: null, owner: null };

/** Whose, said once more: of the account for all but a developer, whose keys are its own. */
describe.each(roles)('the keys within reach of %s', (role) => {
  test.each(may[role].filter((verb) => ![...ofTheAccount, ...watches, 'auditLog', 'viewer'].includes(verb)))(
    'for %s',
    (verb) => {
      expect(authorize(anActor(role), verb)).toEqual(role === 'DEVELOPER' ? own : whole);
    },
  );
});

test('the policy is that of the account, which gives nobody keys of others', () => {
  for (const verb of ofTheAccount) expect(authorize(anActor(), verb)).toEqual(own);
});

test('an authorization server that is bound to no account checks the keys of every account', () => {
  for (const verb of checks) {
    expect(authorize(anActor('AUTHORIZATION_SERVER', { account: null }), verb)).toEqual(every);
    const both = anActor('ADMINISTRATOR', { roles: ['ADMINISTRATOR', 'AUTHORIZATION_SERVER'] });
    expect(authorize(both, verb)).toEqual(whole);
    expect(authorize({ ...both, account: null }, verb)).toEqual(every);
  }
});

test('whoever belongs to no account reaches no key by any other role, and has no account to write for', () => {
  for (const role of roles.filter((one) => one !== 'AUTHORIZATION_SERVER' && one !== 'REVIEWER'))
    for (const verb of may[role].filter(
      (one) => ![...proves, ...(role === 'AUDITOR' ? finds : []), 'viewer'].includes(one),
    ))
      expect(() => authorize(anActor(role, { account: null }), verb)).toThrow(NotAllowed);
  expect(() => accountOf(anActor('ADMINISTRATOR', { account: null }))).toThrow(NotAllowed);
  expect(accountOf(anActor())).toBe('acme');
});

test('an auditor of the whole log alone reads its entries, and proves and follows events of every account', () => {
  const auditor = anActor('AUDITOR', { account: null });
  for (const verb of ['readEntries', 'proveInclusion', 'followAuditEvents'] as const)
    expect(authorize(auditor, verb)).toEqual(every);
  for (const verb of ['proveInclusion', 'followAuditEvents'] as const)
    expect(() => authorize(anActor('ADMINISTRATOR', { account: null }), verb)).toThrow(NotAllowed);
  for (const verb of watches) expect(authorize(auditor, verb)).toEqual({ account: null, owner: 'ada' });
});

test('a reviewer of the platform reaches the keys of every account that have ever had a request, and those alone', () => {
  const reviewer = anActor('REVIEWER', { account: null });
  for (const verb of [...reads, ...decides, ...stops])
    expect(authorize(reviewer, verb)).toEqual({ ...every, onlyRequested: true });
  const administratorToo = { ...reviewer, roles: ['ADMINISTRATOR', 'REVIEWER'] as const };
  expect(authorize(administratorToo, 'integratorKeys')).toEqual({ ...every, onlyRequested: true });
  expect(() => authorize(administratorToo, 'addSecret')).toThrow(NotAllowed);
});

test('a reviewer of one account stops nothing in production', () => {
  for (const verb of stops) expect(() => authorize(anActor('REVIEWER'), verb)).toThrow(NotAllowed);
});

test.each([
  ['ADMINISTRATOR', 'ADMINISTRATOR'],
  ['authorization-server', 'AUTHORIZATION_SERVER'],
  ['Authorization_Server', 'AUTHORIZATION_SERVER'],
  ['adm\u0131nistrator', undefined],
  ['ADMINISTRATOR ', undefined],
  ['', undefined],
  ['ROOT', undefined],
])('the role named %j is %p', (name, role) => expect(roleNamed(name)).toBe(role));

test('an auditor who is bound to no account finds the credentials of every account, and no administrator does', () => {
  expect(authorize(anActor('AUDITOR', { account: null }), 'findCredential')).toEqual(every);
  expect(() => authorize(anActor('ADMINISTRATOR', { account: null }), 'findCredential')).toThrow(NotAllowed);
});
