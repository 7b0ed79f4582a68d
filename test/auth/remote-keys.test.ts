import { afterEach, describe, expect, test } from '@jest/globals';
import { jwtAuthenticator } from '../../src/adapters/auth/jwt-authenticator.js';
import { remoteKeys, type RemoteKeysOptions } from '../../src/adapters/auth/remote-keys.js';
import { IdentityProviderUnavailable, NotSignedIn } from '../../src/app/access/actor.js';
import { AUDIENCE, identityProvider, ISSUER, sign, signingKey } from './identity-provider.js';

const older = await signingKey('ES256', 'older');
const newer = await signingKey('RS256', 'newer');
const claims = { account: 'account', roles: 'roles', kind: 'kind' };
const trusting = (jwksUrl: string, options?: RemoteKeysOptions) =>
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

describe('while the provider is away', () => {
  const HOUR = 3_600_000;
  /** Keys that are always too old to be used without a fetch; `later` moves the clock by which the last known ones age. */
  function ageing(jwksUrl: string, cooldown = 0) {
    let ahead = 0;
    const told: string[] = [];
    const { actorOf } = trusting(jwksUrl, {
      cooldown,
      maxAge: 0,
      timeout: HOUR,
      now: () => Date.now() + ahead,
      onOutage: (_, until) =>
        told.push(`out until ${until ? Math.round((until.getTime() - Date.now()) / HOUR) : null}`),
      onOutageOver: () => told.push('over'),
    });
    let tokens = 0;
    /** A token each time anew: one that counted is remembered. */
    const signedIn = async (key = older) => actorOf(await sign(key, { sub: `somebody ${tokens++}` }));
    return { signedIn, told, later: (ms: number) => (ahead += ms) };
  }

  test('its last keys go on counting for 24 hours, and not longer', async () => {
    const { published, jwksUrl } = await start(older);
    const { signedIn, later } = ageing(jwksUrl);
    await signedIn();
    published.status = 503;
    await expect(signedIn()).resolves.toMatchObject({ actor: { account: 'acme' } });
    later(24 * HOUR - 60_000);
    await expect(signedIn()).resolves.toBeDefined();
    later(60_001);
    await expect(signedIn()).rejects.toThrow(IdentityProviderUnavailable);
  });

  test('a token that names another key is not refused for good: it may be a new one', async () => {
    const { published, jwksUrl } = await start(older);
    const { signedIn } = ageing(jwksUrl);
    await signedIn();
    published.status = 503;
    await expect(signedIn(newer)).rejects.toThrow(IdentityProviderUnavailable);
    Object.assign(published, { status: 200, keys: [newer.publicJwk] });
    await expect(signedIn(newer)).resolves.toBeDefined();
    await expect(signedIn(older)).rejects.toThrow(NotSignedIn);
  });

  test('a forged signature does not count', async () => {
    const { published, jwksUrl } = await start(older);
    const { signedIn } = ageing(jwksUrl);
    await signedIn();
    published.status = 503;
    await expect(signedIn(await signingKey('ES256', 'older'))).rejects.toThrow(NotSignedIn);
  });

  test('its beginning and its end are told, once each', async () => {
    const { published, jwksUrl } = await start(older);
    const { signedIn, told } = ageing(jwksUrl);
    await signedIn();
    for (const _ of [1, 2]) {
      published.status = 503;
      for (const _ of [1, 2, 3]) await signedIn();
      published.status = 200;
      for (const _ of [1, 2, 3]) await signedIn();
    }
    expect(told).toEqual(['out until 24', 'over', 'out until 24', 'over']);
  });

  test('that it was never there is told too, and there are no last keys', async () => {
    const { published, jwksUrl } = await start(older);
    const { signedIn, told } = ageing(jwksUrl, 30_000);
    published.status = 503;
    for (const _ of [1, 2]) await expect(signedIn()).rejects.toThrow(IdentityProviderUnavailable);
    expect(told).toEqual(['out until null']);
    published.status = 200;
    await signedIn();
    expect(told).toEqual(['out until null', 'over']);
  });

  test('it is asked again every 30 seconds, and not by every request', async () => {
    const { published, jwksUrl } = await start(older);
    const { signedIn, later, told } = ageing(jwksUrl, 30_000);
    await signedIn();
    published.status = 503;
    for (const _ of [1, 2, 3]) await signedIn();
    await expect(signedIn(newer)).rejects.toThrow(IdentityProviderUnavailable);
    expect(published.requests).toBe(2);
    later(30_000);
    for (const _ of [1, 2, 3]) await signedIn();
    expect(published.requests).toBe(3);
    published.status = 200;
    later(30_000);
    await signedIn();
    expect([published.requests, told]).toEqual([4, ['out until 24', 'over']]);
  });

  test('and does not answer at all, only one request at a time waits for it', async () => {
    const { published, jwksUrl } = await start(older);
    const { signedIn, later } = ageing(jwksUrl, 30_000);
    await signedIn();
    published.status = 503;
    await signedIn();
    later(30_000);
    published.hang = true;
    const waiting = signedIn();
    while (published.requests < 3) await new Promise((resolve) => setImmediate(resolve));
    await signedIn(); // would wait as long, were it to ask as well
    published.release();
    await waiting;
  });
});
