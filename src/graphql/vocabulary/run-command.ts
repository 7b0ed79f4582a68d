import type { Change, Command, Outcome } from '../../app/commands/command.js';
import type { KeyEvent } from '../../domain/key/facts.js';
import type { ExistingKey, Key } from '../../domain/key/key.js';
import type { RecordedKeyEvent } from '../../domain/key/recorded.js';
import { foldKeyDetails } from '../../../projections/key-details/fold.js';
import type { KeyDetails } from '../../../projections/key-details/row.js';
import { shownCredentials, type ShownCredentials } from '../../../projections/key-details/shown-credentials.js';
import type { Context } from '../server/context.js';

/** Picks the further results of a mutation out of the changed key. */
type Made<Extra> = (key: Omit<KeyDetails, keyof ShownCredentials> & ShownCredentials) => Extra;

/** Runs a command on a key, and answers with the key as the views will show it. */
export async function change<Extra = object>(
  { handle, caller }: Context,
  input: Change,
  decide: (key: ExistingKey) => KeyEvent[] | Promise<KeyEvent[]>,
  made?: Made<Extra>,
) {
  return answer(await handle.change(caller, input, decide), made);
}

/** Runs the command that creates a key, and answers with the key as the views will show it. */
export async function create({ handle, caller }: Context, input: Command, decide: (key: Key) => KeyEvent[]) {
  return answer(await handle.create(caller, input, decide));
}

/** Throws the refusals that `change` would throw, before the caller generates a costly keypair for it. */
export const rehearse = ({ handle, caller }: Context, input: Change, decide: (key: ExistingKey) => KeyEvent[]) =>
  handle.rehearse(caller, input, decide);

function answer<Extra>({ history, position, at }: Outcome, made?: Made<Extra>) {
  const key = history.reduce<KeyDetails | undefined>(foldKeyDetails, undefined);
  const extra = key && made?.({ ...key, ...shownCredentials(key, at) });
  return { integratorKey: key && { ...key, asOf: { history, at } }, position, userErrors: [], ...extra };
}

/** History and time of a key in the answer of a mutation, or of a moment of the past: its fields show the key as it was then. */
export interface AsOf {
  history: readonly RecordedKeyEvent[];
  /** ISO 8601 UTC with milliseconds. */
  at: string;
  /** Asked for: what is not in the log is not known of it. */
  isPast?: true;
}

export const withId = <Thing extends { id: string }>(things: readonly Thing[], id: string) =>
  things.find((thing) => thing.id === id);
