import { expect, test } from '@jest/globals';
import { playRotation } from '../../src/cli/tour/play-rotation.js';
import { aServerOfItsOwn } from '../kit/server/server.js';
import { until } from '../kit/webhooks/receiver.js';

const server = aServerOfItsOwn();

test('under load no client that has moved fails, and every failure of the forgotten one is in the use records', async () => {
  const tokens = {
    ADMINISTRATOR: server.administrator,
    AUTHORIZATION_SERVER: await server.token({ roles: ['AUTHORIZATION_SERVER'], account: null }),
  };
  const said: string[] = [];
  const played = await playRotation({ url: server.address, tokens, write: (text) => void said.push(text) });
  expect(played.moved.refused).toEqual({});
  expect(played.forgotten.refused).toEqual({ brownout: 20 });
  expect(played.moved.accepted + played.forgotten.accepted).toBe(3 * 20 * 7 - 20);
  expect(said.join('')).toContain('of clients that had moved none was refused');

  const asked = `query ($id: ID!) { integratorKey(id: $id) { secrets(includeRevoked: true) {
    id status usage { usesToday brownoutHitsToday } safeToRetire { verdict evidence } } } }`;
  const old = async () => {
    const { data } = await server.ask(asked, { id: played.keyId });
    const { secrets } = data['integratorKey'] as unknown as { secrets: Record<string, unknown>[] };
    return secrets.find(({ id }) => id === played.oldSecretId)!;
  };
  await until(
    async () => (await old())['usage'] !== null && JSON.stringify(await old()).includes('"brownoutHitsToday":20'),
  );
  expect(await old()).toMatchObject({ status: 'REVOKED', safeToRetire: { verdict: 'STILL_USED' } });
}, 60_000);
