import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { CompactSign, decodeJwt, generateKeyPair, SignJWT } from 'jose';
import { openDevelopmentIssuer, sampleAdministrator } from '../../src/adapters/auth/development-issuer.js';
import { createExclusively } from '../../src/adapters/auth/development-key.js';
import { NotSignedIn, OfAnotherDataDirectory } from '../../src/app/access/actor.js';

let directory: string;
const keyFile = () => join(directory, 'development-issuer.json');
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'keyledger-issuer-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('the sample administrator is signed in for 30 days', async () => {
  const { authenticator, mintToken } = await openDevelopmentIssuer(directory);
  const token = await mintToken(sampleAdministrator);
  const { actor, expiresAt } = await authenticator.actorOf(token);
  expect(actor).toEqual({ id: 'ada@acme.example', kind: 'user', account: 'acme', roles: ['ADMINISTRATOR'] });
  const { iss, aud, iat, exp } = decodeJwt(token);
  expect({ iss, aud }).toEqual({ iss: 'keyledger-development', aud: 'keyledger' });
  expect((exp ?? 0) - (iat ?? 0)).toBe(30 * 86_400);
  expect(expiresAt.getTime()).toBe(((exp ?? 0) + 5) * 1000);
});

test('tokens outlive a restart, and do not count elsewhere', async () => {
  const token = await (await openDevelopmentIssuer(directory)).mintToken(sampleAdministrator);
  const restarted = await openDevelopmentIssuer(directory);
  await expect(restarted.authenticator.actorOf(token)).resolves.toBeDefined();
  const elsewhere = await openDevelopmentIssuer(join(directory, 'not', 'yet', 'there'));
  await expect(elsewhere.authenticator.actorOf(token)).rejects.toBeInstanceOf(OfAnotherDataDirectory);
});

test('a token of a stranger, or of nobody, is not one of another data directory', async () => {
  const { privateKey } = await generateKeyPair('ES256');
  const header = { alg: 'ES256', kid: 'unknown' };
  const claims = { sub: 'ada', exp: Math.ceil(Date.now() / 1000) + 60 };
  const ofStranger = await new SignJWT({ ...claims, iss: 'https://login.example' })
    .setProtectedHeader(header)
    .sign(privateKey);
  const ofNobody = await new CompactSign(Buffer.from('no JSON')).setProtectedHeader(header).sign(privateKey);
  const { authenticator } = await openDevelopmentIssuer(directory);
  for (const token of [ofStranger, ofNobody, 'no token']) {
    const refused = await authenticator.actorOf(token).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(NotSignedIn);
    expect(refused).not.toBeInstanceOf(OfAnotherDataDirectory);
  }
});

test('the key is for its owner only, and nothing else is left behind', async () => {
  await openDevelopmentIssuer(directory);
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
  expect(readdirSync(directory)).toEqual(['development-issuer.json']);
});

test('server and command line that start at once have the same key', async () => {
  const issuers = await Promise.all(Array.from({ length: 8 }, () => openDevelopmentIssuer(directory)));
  for (const { mintToken } of issuers) {
    const token = await mintToken(sampleAdministrator);
    for (const { authenticator } of issuers) await expect(authenticator.actorOf(token)).resolves.toBeDefined();
  }
  expect(readdirSync(directory)).toEqual(['development-issuer.json']);
});

test('a file that another process has made meanwhile stays as it is', async () => {
  await createExclusively(keyFile(), 'first');
  await createExclusively(keyFile(), 'second');
  expect(readFileSync(keyFile(), 'utf8')).toBe('first');
  expect(readdirSync(directory)).toEqual(['development-issuer.json']);
});

test.each([
  ['empty', () => ''],
  ['cut', (key: string) => key.slice(0, 80)],
  ['without its private part', (key: string) => key.replace(/,?"d":"[^"]*"/, '')],
])('a key file that is %s is neither replaced nor quoted', async (_, damage) => {
  await openDevelopmentIssuer(directory);
  const damaged = damage(readFileSync(keyFile(), 'utf8'));
  writeFileSync(keyFile(), damaged);
  const error: unknown = await openDevelopmentIssuer(directory).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    message: `${keyFile()} holds no private key of P-256; remove it, and the next start makes another.`,
  });
  expect(error).not.toHaveProperty('cause');
  expect(readFileSync(keyFile(), 'utf8')).toBe(damaged);
});

test('no token is handed out that would not be taken back', async () => {
  const { mintToken } = await openDevelopmentIssuer(directory);
  for (const wrong of [{ subject: '' }, { account: null }, { account: 'a\n' }, { lifetimeSeconds: -60 }])
    await expect(mintToken({ ...sampleAdministrator, ...wrong })).rejects.toThrow(NotSignedIn);
});
