import { isUsable } from '../credentials/usable.js';
import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { dueReminder } from './due-reminder.js';

/** Reminds of the ends of the credentials of a key that count at `now`, ISO 8601 UTC, and of each only once. */
export function remind(key: ExistingKey, { now }: { now: string }): KeyEvent[] {
  if (key.status !== 'ACTIVE') return [];
  const all = [
    ...key.secrets.map((secret) => ({ kind: 'SECRET' as const, credentialId: secret.secretId, ...secret })),
    ...key.keypairs.map((keypair) => ({ kind: 'KEYPAIR' as const, credentialId: keypair.keypairId, ...keypair })),
  ];
  return all.flatMap((credential): KeyEvent[] => {
    const { kind, credentialId, environment, expiresAt: endsAt, addedAt, reminders = [] } = credential;
    if (endsAt === null || !isUsable(credential, now)) return [];
    const days = dueReminder({ addedAt, endsAt }, now);
    const isTold = reminders.some((reminder) => reminder.endsAt === endsAt && reminder.days <= (days ?? Infinity));
    if (days === undefined || isTold) return [];
    return [{ type: 'CredentialExpiryApproaching', data: { credentialId, kind, environment, days, endsAt } }];
  });
}
