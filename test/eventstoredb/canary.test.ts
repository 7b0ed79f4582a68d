import { expect, test } from '@jest/globals';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { openEventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { patienceMs } from '../kit/patience.js';
import { addingSecret, aWorld } from '../kit/stores/retrying.js';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { aKeyIn } from '../kit/stores/shell.js';

test('nothing in the event store tells a secret or the key of a retry', async () => {
  const double = await openEventStoreDbDouble();
  closeAfterwards(() => double.close());
  const store = await openEventStoreDb({ connectionString: double.url, boundMs: patienceMs });
  closeAfterwards(() => store.close());
  const world = await aWorld();
  const server = world.server({ over: store, records: store.records });
  const integratorKeyId = await aKeyIn(store);
  const idempotencyKey = 'canary of the idempotency key';
  const { plainText, secretId } = await addingSecret(server, idempotencyKey, {
    integratorKeyId,
    label: 'canary label',
  });
  await expect(
    addingSecret(server, `${idempotencyKey} refused`, { integratorKeyId, expectedRevision: 99 }),
  ).rejects.toMatchObject({ code: 'REVISION_CONFLICT' });

  const written = double.log.all
    .map(({ stream, type, data, metadata }) => [stream, type, Buffer.from(data), Buffer.from(metadata)].join('\n'))
    .join('\n');
  for (const there of [integratorKeyId, secretId, 'canary label', 'AttemptMinted', '$maxAge'])
    expect([there, written.includes(there)]).toEqual([there, true]);
  const secrets = [plainText, idempotencyKey, 'REVISION_CONFLICT'];
  for (const secret of secrets)
    for (const form of [
      secret,
      Buffer.from(secret).toString('base64').slice(0, -4),
      Buffer.from(secret).toString('hex'),
    ])
      expect(written.toLowerCase().includes(form.toLowerCase())).toBe(false);
  expect(double.log.all.filter(({ type }) => type === 'AttemptKept')).toHaveLength(2);
});
