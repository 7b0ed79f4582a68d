import { expect, test } from '@jest/globals';
import { cacheTokens } from '../../src/adapters/auth/cache-tokens.js';
import { NotSignedIn, type Actor } from '../../src/app/access/actor.js';

const START = Date.UTC(2030, 0, 1);

/** An authenticator that counts how often it is asked, for each token, and a clock to turn. */
function counted({ lifetime = 3_600_000 } = {}) {
  const asked: Record<string, number> = {};
  const clock = { now: START };
  const authenticator = cacheTokens(
    {
      async actorOf(token) {
        asked[token] = (asked[token] ?? 0) + 1;
        if (token.startsWith('bad')) throw new NotSignedIn('bad');
        const actor: Actor = { id: token, kind: 'user', account: 'acme', roles: [] };
        return { actor, expiresAt: new Date(START + lifetime) };
      },
    },
    () => clock.now,
  );
  return { asked, clock, authenticator };
}

test('a token that counted is verified once a minute', async () => {
  const { asked, clock, authenticator } = counted();
  const first = await authenticator.actorOf('a');
  clock.now += 59_999;
  await expect(authenticator.actorOf('a')).resolves.toEqual(first);
  expect(asked).toEqual({ a: 1 });
  clock.now += 1;
  await authenticator.actorOf('a');
  expect(asked).toEqual({ a: 2 });
});

const DAY = 86_400_000;
test.each([
  ['forward', DAY],
  ['back', -DAY],
])('a clock that jumps %s by a day makes nobody be believed longer than a minute', async (_, jump) => {
  const { asked, clock, authenticator } = counted({ lifetime: 30 * DAY });
  await authenticator.actorOf('a');
  clock.now += jump;
  await authenticator.actorOf('a');
  expect(asked).toEqual({ a: 2 });
  clock.now += 59_999;
  await authenticator.actorOf('a');
  expect(asked).toEqual({ a: 2 });
  clock.now += 1;
  await authenticator.actorOf('a');
  expect(asked).toEqual({ a: 3 });
});

test('it is forgotten when it expires', async () => {
  const { asked, clock, authenticator } = counted({ lifetime: 1000 });
  await authenticator.actorOf('a');
  clock.now += 1000;
  await authenticator.actorOf('a');
  expect(asked).toEqual({ a: 2 });
});

test('a token that did not count is not remembered, and nobody gets the actor of another', async () => {
  const { asked, authenticator } = counted();
  for (let i = 0; i < 3; i += 1) await expect(authenticator.actorOf('bad')).rejects.toThrow(NotSignedIn);
  expect(asked).toEqual({ bad: 3 });
  for (const token of ['a', 'b', 'a']) expect((await authenticator.actorOf(token)).actor.id).toBe(token);
});

test('of very many, the least recently used goes first', async () => {
  const { asked, authenticator } = counted();
  for (let i = 0; i < 10_000; i += 1) await authenticator.actorOf(`token ${i}`);
  await authenticator.actorOf('token 0');
  await authenticator.actorOf('one more');
  await authenticator.actorOf('token 0');
  expect(asked['token 0']).toBe(1);
  await authenticator.actorOf('token 1');
  expect(asked['token 1']).toBe(2);
});
