import { describe, expect, test } from '@jest/globals';
import { NotAllowed, roleNamed, roles, type Role } from '../../../src/app/access/actor.js';
import {
  authorize,
  checkedAccountOf,
  permissions,
  reachOf,
  sightOf,
  type Verb,
} from '../../../src/app/access/authorize.js';
import { anActor } from '../../kit/shell.js';

const reads: Verb[] = ['integratorKey', 'integratorKeys', 'keyEvents'];
const checks: Verb[] = ['checkRedirectUri', 'verifyClientSecret'];
const all = Object.keys(permissions) as Verb[];
const writes = all.filter((verb) => ![...reads, ...checks, 'viewer'].includes(verb));

/** The roles of the contract, said once more as lists. */
const may: Record<Role, Verb[]> = {
  ADMINISTRATOR: all,
  DEVELOPER: ['viewer', ...reads, ...writes],
  REVIEWER: ['viewer', ...reads],
  AUDITOR: ['viewer', ...reads],
  AUTHORIZATION_SERVER: ['viewer', ...checks],
};

describe.each(roles)('%s', (role) => {
  test.each(all)('%s', (verb) => {
    const attempt = () => authorize(anActor(role), verb);
    if (may[role].includes(verb)) expect(attempt()).toBeUndefined();
    else expect(attempt).toThrow(NotAllowed);
  });
});

test('there are 22 verbs that write', () => expect(writes).toHaveLength(22));
test('no role, nothing', () => {
  for (const verb of all) expect(() => authorize(anActor('DEVELOPER', { roles: [] }), verb)).toThrow(NotAllowed);
});
test('of several roles the strongest counts', () => {
  const both = anActor('AUDITOR', { roles: ['AUDITOR', 'DEVELOPER'] });
  expect(authorize(both, 'addSecret')).toBeUndefined();
  expect(reachOf(both)).toEqual({ account: 'acme', owner: 'ada' });
  expect(sightOf(both)).toEqual({ account: 'acme', owner: null });
});

const [whole, own] = [
  { account: 'acme', owner: null },
  { account: 'acme', owner: 'ada' },
];
test.each<[Role, typeof whole | typeof own, typeof whole | typeof own]>([
  ['ADMINISTRATOR', whole, whole],
  ['DEVELOPER', own, own],
  ['REVIEWER', own, whole],
  ['AUDITOR', own, whole],
  ['AUTHORIZATION_SERVER', own, own],
])('%s reaches %j and sees %j', (role, reach, sight) => {
  expect(reachOf(anActor(role))).toEqual(reach);
  expect(sightOf(anActor(role))).toEqual(sight);
});

test('who belongs to no account has neither reach nor sight', () => {
  for (const role of roles) {
    const nobody = anActor(role, { account: null });
    expect(() => reachOf(nobody)).toThrow(NotAllowed);
    expect(() => sightOf(nobody)).toThrow(NotAllowed);
  }
});
test('an authorization server checks the keys of every account, an administrator those of its own', () => {
  expect(checkedAccountOf(anActor('AUTHORIZATION_SERVER', { account: null }))).toBeNull();
  expect(checkedAccountOf(anActor('ADMINISTRATOR'))).toBe('acme');
  expect(checkedAccountOf(anActor('ADMINISTRATOR', { roles: ['ADMINISTRATOR', 'AUTHORIZATION_SERVER'] }))).toBe('acme');
  expect(() => checkedAccountOf(anActor('ADMINISTRATOR', { account: null }))).toThrow(NotAllowed);
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
