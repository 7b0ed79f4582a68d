import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { openDevelopmentIssuer } from '../../src/adapters/auth/development-issuer.js';
import { captured } from './captured.js';
import { run } from './run.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'keyledger-cli-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

type Asked = [args: string[], env?: Record<string, string>];
const asked = (...[args, env]: Asked): Asked => [['token', ...args], { KEYLEDGER_DATA_DIR: directory, ...env }];
const token = (...how: Asked) => captured(...asked(...how));
const tokenOfProcess = (...how: Asked) => run(...asked(...how));

/** A token counts so much longer, for clocks that differ. */
const CLOCK_TOLERANCE_S = 5;
const issuedAt = (token: string) => Number(decodeJwt(token).iat);

/** The actor the server on this data directory sees, and for how many seconds from its making. */
async function signedIn(stdout: string) {
  const { authenticator } = await openDevelopmentIssuer(directory);
  const token = stdout.trimEnd();
  const { actor, expiresAt } = await authenticator.actorOf(token);
  return { ...actor, seconds: expiresAt.getTime() / 1000 - CLOCK_TOLERANCE_S - issuedAt(token) };
}

test('prints a token and nothing else, before the server has ever run', async () => {
  const { code, stdout, stderr } = await tokenOfProcess(['--role', 'auditor', '--account', 'acme']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  expect(await signedIn(stdout)).toEqual({
    id: 'auditor@acme.example',
    kind: 'user',
    account: 'acme',
    roles: ['AUDITOR'],
    seconds: 3600,
  });
});

test('uses the key of the server that runs', async () => {
  const { authenticator } = await openDevelopmentIssuer(directory);
  const { stdout } = await token(['--role', 'developer']);
  await expect(authenticator.actorOf(stdout.trimEnd())).resolves.toMatchObject({ actor: { roles: ['DEVELOPER'] } });
});

test('takes several roles in any case, and everything else about the actor', async () => {
  const roles = ['--role', 'Reviewer', '--role', 'AUTHORIZATION_SERVER', '--role', 'reviewer'];
  const rest = ['--account', 'globex', '--subject', 'ci', '--kind', 'service', '--lifetime', '2d'];
  const { stdout } = await tokenOfProcess([...roles, ...rest]);
  expect(await signedIn(stdout)).toEqual({
    id: 'ci',
    kind: 'service',
    account: 'globex',
    roles: ['REVIEWER', 'AUTHORIZATION_SERVER'],
    seconds: 172_800,
  });
});

test('an authorization server is bound to the account that it is given', async () => {
  const { stdout } = await token(['--role', 'authorization-server', '--account', 'globex']);
  expect(await signedIn(stdout)).toMatchObject({ account: 'globex', roles: ['AUTHORIZATION_SERVER'] });
});

test('an authorization server is bound to no account without one', async () => {
  const { stdout } = await token(['--role', 'authorization-server']);
  expect(await signedIn(stdout)).toMatchObject({ account: null, roles: ['AUTHORIZATION_SERVER'] });
});

test('a reviewer is bound to no account if it is asked for, and says so in its name', async () => {
  const { stdout } = await tokenOfProcess(['--role', 'reviewer', '--account', 'none']);
  expect(decodeJwt(stdout.trimEnd())).not.toHaveProperty('account');
  expect(await signedIn(stdout)).toMatchObject({ id: 'reviewer@nowhere.example', account: null, roles: ['REVIEWER'] });
});

test('a reviewer is bound to an account without a word', async () => {
  const { stdout } = await token(['--role', 'reviewer']);
  expect(await signedIn(stdout)).toMatchObject({ id: 'reviewer@acme.example', account: 'acme', roles: ['REVIEWER'] });
});

test('an authorization server is bound to none by that word as well', async () => {
  const { stdout } = await token(['--role', 'authorization-server', '--account', 'none']);
  expect(await signedIn(stdout)).toMatchObject({ account: null, roles: ['AUTHORIZATION_SERVER'] });
});

test.each<[string, string[], Record<string, string>, RegExp]>([
  ['in production', ['--role', 'auditor'], { KEYLEDGER_MODE: 'production' }, /in development only/],
  [
    'for an identity provider',
    ['--role', 'auditor'],
    {
      KEYLEDGER_AUTH_ISSUER: 'https://login.acme.example',
      KEYLEDGER_AUTH_AUDIENCE: 'keyledger',
      KEYLEDGER_AUTH_JWKS_URL: 'https://login.acme.example/jwks',
    },
    /KEYLEDGER_AUTH_ISSUER is set/,
  ],
  [
    'with a configuration that is wrong',
    ['--role', 'auditor'],
    { KEYLEDGER_PORT: 'hunter2' },
    /KEYLEDGER_PORT must be/,
  ],
  ['without a role', [], {}, /--role/],
  ['with an unknown role', ['--role', 'auditor', '--role', 'hunter2'], {}, /--role is one of administrator, developer/],
  ['with an unknown kind', ['--role', 'auditor', '--kind', 'system'], {}, /--kind is user or service/],
  ['for no time', ['--role', 'auditor', '--lifetime', '0s'], {}, /--lifetime is/],
  ['for ever', ['--role', 'auditor', '--lifetime', '31d'], {}, /--lifetime is/],
  ['for hunter2', ['--role', 'auditor', '--lifetime', '1hunter2'], {}, /--lifetime is/],
  ['for nobody', ['--role', 'auditor', '--subject', ''], {}, /the subject is empty/],
  ['for no account', ['--role', 'auditor', '--account', 'a\nhunter2'], {}, /the subject has a control character/],
  ['bound to no account, for whom must be', ['--role', 'developer', '--account', 'none'], {}, /the account is missing/],
  [
    'bound to no account, for a reviewer that is more',
    ['--role', 'reviewer', '--role', 'administrator', '--account', 'none'],
    {},
    /the account is missing/,
  ],
  ['with an unknown option', ['--role', 'auditor', '--secret=hunter2'], {}, /no such option/],
  ['with a word too many', ['--role', 'auditor', 'hunter2'], {}, /one word too many/],
])('no token %s: one line, and nothing else', async (_, args, env, line) => {
  const { error, ...printed } = await token(args, env);
  expect(printed).toEqual({ stdout: '', stderr: '' });
  expect(error).toMatch(/^[^\n]+$/);
  expect(error).toMatch(line);
  expect(error).not.toContain('hunter2');
});

test('a production server gets no development key', async () => {
  const answer = await tokenOfProcess(['--role', 'auditor'], { KEYLEDGER_MODE: 'production' });
  expect(answer).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^keyledger: [^\n]+\n$/) });
  expect(readdirSync(directory)).toEqual([]);
});

test('a data directory that cannot be is told in one line', async () => {
  writeFileSync(join(directory, 'file'), '');
  const elsewhere = { KEYLEDGER_DATA_DIR: join(directory, 'file', 'data') };
  const { code, stderr } = await tokenOfProcess(['--role', 'auditor'], elsewhere);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^keyledger: [^\n]+\n$/);
});
