import { randomUUID } from 'node:crypto';
import type { RecordedAccountEvent } from '../../domain/account/recorded.js';
import type { RecordedKeyEvent } from '../../domain/key/recorded.js';
import { placeholderMint } from '../credentials/placeholder-mint.js';
import { decode, decodeAccountEvent, isOfAccount } from '../log/decode.js';
import { NO_STREAM, type EventStore } from '../log/event-store.js';
import { handler } from './handle.js';
import type { Handling } from './run-command.js';
import type { Tools } from './idempotency/idempotently.js';

export interface Plan {
  /** The events as they would be in the log now, with placeholders for all that would be made, and without a position. */
  events: (RecordedKeyEvent | RecordedAccountEvent)[];
  /** Does the text stand for something that would be made? */
  isPlaceholder: (text: string) => boolean;
}

export type Planner = ReturnType<typeof planner>;

/**
 * Decides a command on the log as it is now, and tells the events that it would append; throws its refusals. Writes nothing, as long
 * as the command uses these tools: whatever a retry needs a tool for, a plan does.
 */
export function planner({ store, now, policyDefaults }: Pick<Handling, 'store' | 'now' | 'policyDefaults'>) {
  return async (work: (tools: Tools) => Promise<unknown>): Promise<Plan> => {
    const { mint, isPlaceholder } = placeholderMint();
    const events: Plan['events'] = [];
    const append: EventStore['append'] = (stream, expected, written) => {
      const from = expected === NO_STREAM ? 0 : expected + 1;
      const stored = written.map((event, index) => ({ ...event, stream, revision: from + index, position: '' }));
      events.push(...stored.map((event) => (isOfAccount(event) ? decodeAccountEvent(event) : decode(event))));
      return Promise.resolve({ revision: from + written.length - 1, position: '' });
    };
    const shown = () => Promise.resolve();
    const handle = handler({ store: { ...store, append }, newId: randomUUID, now, shown, policyDefaults });
    await work({ mint, handle });
    return { events, isPlaceholder };
  };
}
