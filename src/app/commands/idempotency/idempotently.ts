import { setTimeout as delay } from 'node:timers/promises';
import { refusalsIn } from '../../../domain/refusal/refusal.js';
import { idempotencyKeyOf } from '../../../domain/values/idempotency-key.js';
import type { Actor } from '../../access/actor.js';
import type { Verb } from '../../access/permissions.js';
import type { Mint } from '../../credentials/ports.js';
import type { Handle } from '../handle.js';
import { keyedQueue } from '../keyed-queue.js';
import { argumentsText } from './arguments-text.js';
import type { Attempt } from './attempt.js';
import { endingOf } from './outcome-record.js';
import type { KeysOf } from './keys.js';
import { Overtaken, loadAttempt, type LoadedAttempt } from './load-attempt.js';
import { recordedMint } from './recorded-mint.js';
import type { IdempotencyRecords } from './records.js';

/** Delay before a refused retry is decided again, while another server may still append. */
const PAUSE_MS = 250;

export interface Idempotence {
  records: IdempotencyRecords;
  keysOf: KeysOf;
  handle: Handle;
  mint: Mint;
  now: () => Date;
  pause?: (milliseconds: number) => Promise<unknown>;
}

/** Refused, while another server may be at an earlier try of the same command, to which more may be allowed by then. */
class Unsettled extends Error {}

/** A command with the name that its caller gave to this attempt. `given` holds its other arguments. */
export interface IdempotentRequest {
  actor: Actor;
  mutation: Verb;
  idempotencyKey: string;
  given: object;
}

/** The mint and the handler that the command must use, so that a retry comes to the same result. */
export interface Tools {
  mint: Mint;
  handle: ReturnType<Handle['attempting']>;
}

export type Idempotently = ReturnType<typeof idempotence>;

/**
 * Does a command once, however often it is requested: a repeated request, within a day and with the same arguments,
 * gets the answer of the first time, refusals included. Refuses an idempotency key that was used for other arguments.
 */
export function idempotence({ records, keysOf, handle, mint, now, pause = delay }: Idempotence) {
  const queue = keyedQueue(); // two tries of one command in this server never race each other

  function toolsFor({ idOf, isRetry, minted, unchanged, saveMinted, saveEnding }: LoadedAttempt): Tools {
    const ids = (of: string) => counting((number) => idOf(`${of} ${number}`));
    const recorded = recordedMint(mint, ids('thing'), minted);
    const attempt: Attempt = {
      commandId: idOf('command'),
      eventIds: () => ids('event'),
      unchanged,
      isRetry,
      async beforeAppend() {
        if (!isRetry) await saveMinted(await recorded.written());
      },
      recordUnchanged: (found) => saveEnding({ unchanged: found }),
    };
    return { mint: recorded.mint, handle: handle.attempting(attempt) };
  }

  return async <Answer>(request: IdempotentRequest, work: (tools: Tools) => Promise<Answer>): Promise<Answer> => {
    const { actor, mutation, given } = request;
    const scope = { account: actor.account ?? '', actorKind: actor.kind, actorId: actor.id, mutation };
    const candidates = keysOf(scope, idempotencyKeyOf(request.idempotencyKey));
    const text = argumentsText(given);

    async function once(waitedMs: number): Promise<Answer> {
      const recalled = await loadAttempt(records, candidates, { argumentsText: text, now });
      try {
        return await work(toolsFor(recalled));
      } catch (error) {
        const refused = refusalsIn(error);
        const { isRetry, ageMs } = recalled;
        if (refused && isRetry && Math.max(ageMs, waitedMs) < records.inFlightMs) throw new Unsettled();
        if (refused) await recalled.saveEnding(endingOf(refused));
        throw error;
      }
    }
    async function untilSettled(): Promise<Answer> {
      for (let waitedMs = 0; ;) {
        try {
          return await once(waitedMs);
        } catch (error) {
          if (error instanceof Unsettled) {
            await pause(PAUSE_MS);
            waitedMs += PAUSE_MS;
          } else if (!(error instanceof Overtaken)) throw error;
        }
      }
    }
    return queue(candidates[0].recordId, untilSettled);
  };
}

function counting<Id>(idOf: (number: number) => Id): () => Id {
  let number = 0;
  return () => idOf(number++);
}
