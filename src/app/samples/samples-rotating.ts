import { remind } from '../../domain/expiry/remind.js';
import { rotateSecret } from '../../domain/rotation/rotate-secret.js';
import { scheduleBrownout } from '../../domain/rotation/schedule-brownout.js';
import { mintSecret } from '../credentials/minting.js';
import { samplesOf, type SampleWorld } from './sample-keys.js';

const HOUR_MS = 60 * 60 * 1000;

/** A key in the middle of a rotation, whose old secret somebody still uses, and a key with a secret that ends soon. */
export async function samplesRotating(world: SampleWorld, account: string, owner: string): Promise<void> {
  const { mint, daysAgo, note } = world;
  const { key, uri, secret, change } = samplesOf(world, account, owner);
  const ahead = (days: number) => new Date(daysAgo(-days).now);

  const room = await key(120, 'Mail Room', 'Hands out what comes in signed');
  await uri(room, 119, 'https://mail.acme.example/callback');
  const old = await secret(room, 119, 'last year');
  const minting = { mint, now: () => new Date(daysAgo(4).now) };
  const { secret: fresh } = mintSecret(minting, { environment: 'DEMO', label: 'this year' });
  await change(
    room,
    4,
    (current, now) =>
      rotateSecret(current, { secretId: old, secret: fresh, overlap: 'P14D', allowLastUsable: false, now }),
    { reason: 'Once a year' },
  );
  await told(room, 3);
  const from = ahead(3);
  const window = { from: from.toISOString(), to: new Date(from.getTime() + HOUR_MS).toISOString() };
  const brownout = { brownoutId: mint.id(), secretId: old, ...window, allowLastUsable: false };
  await change(room, 1, (current, now) => scheduleBrownout(current, { ...brownout, now }), {
    reason: 'Somebody still uses the old one: who notices?',
  });
  for (const subjectId of [old, fresh.secretId])
    note({ clientId: room, subjectId, kind: 'USED' }, new Date(daysAgo(1).now));

  const archive = await key(160, 'Contract Archive', 'Keeps signed contracts for ten years');
  await secret(archive, 159, 'half a year', { expiresAt: ahead(20) });
  for (const days of [69, 39, 9]) await told(archive, days);

  /** Reminds as the worker does, so that it has nothing to say as soon as it begins. */
  function told(of: string, days: number) {
    return change(of, days, (current, now) => remind(current, { now }));
  }
}
