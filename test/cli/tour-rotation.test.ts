import { expect, test } from '@jest/globals';
import { playRotation } from '../../src/cli/tour/play-rotation.js';
import { openSqliteUsage } from '../../src/adapters/sqlite/usage/usage-store.js';
import { silenceLimits } from '../../src/domain/usage/runs.js';
import { showSafeToRetire } from '../../src/operations/usage/show-safe-to-retire.js';
import { aServerOfItsOwn } from '../kit/server/server.js';
import { until } from '../kit/webhooks/receiver.js';
import { aPresence, aReport } from '../store/usage-contract.js';

const server = aServerOfItsOwn();

test('under load no client that has moved fails, every failure of the forgotten one is in the use records, and in time the verdict turns SAFE', async () => {
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
    id status createdAt usage { usesToday brownoutHitsToday } safeToRetire { verdict evidence } } } }`;
  const old = async () => {
    const { data } = await server.ask(asked, { id: played.keyId });
    const { secrets } = data['integratorKey'] as unknown as { secrets: Record<string, unknown>[] };
    return secrets.find(({ id }) => id === played.oldSecretId)!;
  };
  await until(
    async () => (await old())['usage'] !== null && JSON.stringify(await old()).includes('"brownoutHitsToday":20'),
  );
  expect(await old()).toMatchObject({ status: 'REVOKED', safeToRetire: { verdict: 'STILL_USED' } });

  const { createdAt: usableSince } = (await old()) as { createdAt: string };
  await server.close();
  expect(await verdictsAfter([1, 6, 8, 29, 31], { id: played.oldSecretId, usableSince })).toEqual([
    ...['STILL_USED', 'STILL_USED', 'UNKNOWN', 'UNKNOWN', 'SAFE'],
  ]);
}, 60_000);

const [MINUTE_MS, DAY_MS] = [60_000, 86_400_000];

/** What is said of the secret so many days on, from the use records that the load has left, while one server goes on reporting. */
async function verdictsAfter(days: readonly number[], secret: { id: string; usableSince: string }) {
  let nowMs = Date.now();
  const now = () => new Date(nowMs);
  const usage = await openSqliteUsage(server.dataDirectory);
  const limits = { observedDays: 30, quietDays: 7, ...silenceLimits(DAY_MS) };
  const goesOn = aPresence({ nodeName: 'goes on', since: secret.usableSince });
  const verdicts = [];
  for (const day of days) {
    nowMs = Date.now() + day * DAY_MS + MINUTE_MS;
    await usage.write(aReport({ ...goesOn, at: now().toISOString() }));
    await usage.refresh();
    const looking = { usage: { ...usage, note: () => undefined, flush: () => Promise.resolve() }, now };
    verdicts.push((await showSafeToRetire({ ...looking, retirementLimits: limits }, secret))?.verdict);
  }
  await usage.close();
  return verdicts;
}
