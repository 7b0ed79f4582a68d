import { afterEach, expect, test } from '@jest/globals';
import { jwtAuthenticator } from '../../src/adapters/auth/jwt-authenticator.js';
import { remoteKeys } from '../../src/adapters/auth/remote-keys.js';
import { IdentityProviderUnavailable, NotSignedIn } from '../../src/app/actor.js';
import { AUDIENCE, identityProvider, ISSUER, sign, signingKey } from './identity-provider.js';

const older = await signingKey('ES256', 'older');
const newer = await signingKey('RS256', 'newer');
const claims = { account: 'account', roles: 'roles', kind: 'kind' };
const trusting = (jwksUrl: string, options?: { cooldown: number }) =>
  jwtAuthenticator({ issuer: ISSUER, audience: AUDIENCE, keys: remoteKeys(jwksUrl, options), claims });

let provider: Awaited<ReturnType<typeof identityProvider>> | undefined;
const start = async (...keys: Parameters<typeof identityProvider>) => (provider = await identityProvider(...keys));
afterEach(() => provider?.close());

test('a new key counts as soon as a token names it, and a withdrawn one no longer', async () => {
  const { published, jwksUrl } = await start(older);
  const { actorOf } = trusting(jwksUrl, { cooldown: 0 });
  await expect(actorOf(await sign(older))).resolves.toBeDefined();
  await expect(actorOf(await sign(older, { sub: 'grace' }))).resolves.toBeDefined();
  expect(published.requests).toBe(1);

  published.keys = [newer.publicJwk];
  await expect(actorOf(await sign(newer))).resolves.toBeDefined();
  expect(published.requests).toBe(2);
  await expect(actorOf(await sign(older, { sub: 'linus' }))).rejects.toThrow(NotSignedIn);
});

test('tokens that name unknown keys do not make it fetch again and again', async () => {
  const { published, jwksUrl } = await start(older);
  const { actorOf } = trusting(jwksUrl);
  const forged = await Promise.all(['a', 'b', 'c', 'd'].map(async (kid) => sign(await signingKey('ES256', kid))));
  for (const token of forged) await expect(actorOf(token)).rejects.toThrow(NotSignedIn);
  expect(published.requests).toBe(1);
});

test('a token without the name of a key counts when one key fits, and not when there is a choice', async () => {
  const { published, jwksUrl } = await start(older, newer);
  const nameless = { ...older, kid: undefined as unknown as string };
  await expect(trusting(jwksUrl).actorOf(await sign(nameless))).resolves.toBeDefined();
  published.keys.push((await signingKey('ES256', 'another')).publicJwk);
  await expect(trusting(jwksUrl).actorOf(await sign(nameless))).rejects.toThrow(NotSignedIn);
});

test.each([
  ['answers with an error', 503, '{}'],
  ['redirects elsewhere', 302, ''],
  ['answers with a page', 200, '<html>'],
  ['answers with something else', 200, '{"keys":"none"}'],
])('a provider that %s is unavailable, and the token is not to blame', async (_, status, body) => {
  const { published, jwksUrl } = await start(older);
  Object.assign(published, { status, body });
  const { actorOf } = trusting(jwksUrl);
  await expect(actorOf(await sign(older))).rejects.toThrow(IdentityProviderUnavailable);

  Object.assign(published, { status: 200, body: null });
  await expect(actorOf(await sign(older))).resolves.toBeDefined();
});

test('a provider that is gone is unavailable; what no provider could make good is refused all the same', async () => {
  const { jwksUrl, close } = await start(older);
  await close();
  const { actorOf } = trusting(jwksUrl);
  await expect(actorOf(await sign(older))).rejects.toThrow(IdentityProviderUnavailable);
  await expect(actorOf('garbage')).rejects.toThrow(NotSignedIn);
});
