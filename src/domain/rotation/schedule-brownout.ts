import type { Brownout, Credential } from '../credentials/credential.js';
import { isUsable, othersOf } from '../credentials/usable.js';
import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { secretOf } from '../key/reach.js';
import { Refusal } from '../refusal/refusal.js';
import { isAlive } from './may-retire.js';
import { LONGEST_BROWNOUT_HOURS, MAX_BROWNOUTS } from './refusals.js';

export interface ScheduleBrownout extends Omit<Brownout, 'from'> {
  secretId: string;
  /** ISO 8601 UTC; null: now. */
  from: string | null;
  allowLastUsable: boolean;
  /** ISO 8601 UTC. */
  now: string;
}

const LONGEST_MS = LONGEST_BROWNOUT_HOURS * 60 * 60 * 1000;

type Window = Pick<Brownout, 'from' | 'to'>;
const overlaps = (one: Window, other: Window) => one.from < other.to && other.from < one.to;

/** Lets a secret not count for some time, to see who still uses it. */
export function scheduleBrownout(key: ExistingKey, command: ScheduleBrownout): KeyEvent[] {
  const { brownoutId, secretId, to, now } = command;
  const secret = secretOf(key, secretId);
  isAlive('SECRET', secret, now);
  const from = command.from ?? now;
  const length = Date.parse(to) - Date.parse(from);
  if (from < now || length <= 0 || length > LONGEST_MS) throw new Refusal('BROWNOUT_INVALID', ['to']);
  if (secret.expiresAt !== null && to > secret.expiresAt) throw new Refusal('BROWNOUT_AFTER_EXPIRY', ['to']);
  const ahead = (secret.brownouts ?? []).filter((brownout) => brownout.to > now);
  if (ahead.length >= MAX_BROWNOUTS) throw new Refusal('BROWNOUT_LIMIT_REACHED', ['secretId']);
  if (ahead.some((brownout) => overlaps(brownout, { from, to }))) throw new Refusal('BROWNOUT_OVERLAPS', ['from']);
  if (!command.allowLastUsable) anotherCountsThroughout(key, secret, { from, to });
  return [{ type: 'BrownoutScheduled', data: { secretId, environment: secret.environment, brownoutId, from, to } }];
}

/** Refuses a brownout in which no other credential of the environment counts the whole time. */
function anotherCountsThroughout(key: ExistingKey, secret: Credential, window: Window): void {
  if (!isUsable(secret, window.from)) return;
  const counts = ({ brownouts = [], ...other }: Credential) =>
    isUsable(other, window.from) &&
    (other.expiresAt === null || other.expiresAt >= window.to) &&
    !brownouts.some((brownout) => overlaps(brownout, window));
  if (!othersOf(key, secret).some(counts)) throw new Refusal('LAST_USABLE_CREDENTIAL', ['allowLastUsable']);
}
