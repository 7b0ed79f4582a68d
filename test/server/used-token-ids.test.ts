import { expect, test } from '@jest/globals';
import { anAssertion } from '../kit/assertions/assertion-client.js';
import { serve, type OwnServer } from '../kit/server/server.js';
import { asAuthorizationServer } from '../kit/server/v1.js';

const authenticate = async (server: OwnServer, parameters: object) =>
  (await asAuthorizationServer(server).post('/demo/authenticate-client', parameters)).body;

test('an assertion that was used before a restart is used after it', async () => {
  const before = await serve();
  const [used, unused] = [await anAssertion(before), await anAssertion(before)];
  expect(await authenticate(before, used.parameters)).toMatchObject({ active: true });
  await before.close();
  const after = await serve({}, before.dataDirectory);
  expect(await authenticate(after, used.parameters)).toMatchObject({ active: false, reason: 'replayed' });
  expect(await authenticate(after, unused.parameters)).toMatchObject({ active: true });
  await after.remove();
});
