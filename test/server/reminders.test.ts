import { afterAll, expect, test } from '@jest/globals';
import { newDataDirectory } from '../kit/server/settings.js';
import { serve } from '../kit/server/server.js';

type Server = Awaited<ReturnType<typeof serve>>;
let server: Server | undefined;
afterAll(() => server?.close());

interface Event {
  type: string;
  summary: string;
  actor: { id: string; kind: string };
}
async function historyOf(id: string): Promise<Event[]> {
  const asked = `query ($id: ID!) { integratorKey(id: $id) { history(last: 100) { nodes { type summary actor { id kind } } } } }`;
  const { data } = await server!.ask(asked, { id });
  return (data['integratorKey'] as unknown as { history: { nodes: Event[] } }).history.nodes;
}
const reminders = async (id: string) =>
  (await historyOf(id)).filter(({ type }) => type === 'CredentialExpiryApproaching');

test('a server reminds of an end that comes nearer, once, also when it is started again', async () => {
  const directory = await newDataDirectory();
  server = await serve({}, directory);
  const id = await server.newKey('Ending');
  const { secret } = await server.mutate('addSecret', { integratorKeyId: id, label: 'web' }, 'secret { id }');
  await server.mutate('rotateSecret', { integratorKeyId: id, secretId: secret?.['id'], overlap: 'P7D' });
  await server.close();

  server = await serve({}, directory);
  let told = await reminders(id);
  while (told.length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    told = await reminders(id);
  }
  const [reminder] = told;
  expect(reminder?.summary).toMatch(/^secret web of DEMO ends on \d{4}-\d\d-\d\d: within 7 days$/);
  expect(reminder?.actor).toEqual({ id: 'keyledger', kind: 'SYSTEM' });
  const asked = 'query { expiringCredentials(within: "P8D") { nodes { label reminders { days } } } }';
  const { data } = await server.ask(asked);
  expect(data['expiringCredentials']).toMatchObject({ nodes: [{ label: 'web', reminders: [{ days: 7 }] }] });
  await server.close();

  server = await serve({}, directory);
  const { secret: another } = await server.mutate('addSecret', { integratorKeyId: id }, 'secret { id }');
  await server.mutate('rotateSecret', { integratorKeyId: id, secretId: another?.['id'], overlap: 'P7D' });
  await server.close();
  server = await serve({}, directory);
  while ((await reminders(id)).length < 2) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await reminders(id)).toHaveLength(2); // of the second secret; the first was told already
}, 60_000);
