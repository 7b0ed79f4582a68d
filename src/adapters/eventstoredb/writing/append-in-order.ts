import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { EventStoreDbFault } from '../client/faults.js';
import type { Client } from '../client/connection.js';
import type { BatchAppendResp, parts } from '../client/messages.js';
import { openAppends } from '../client/open-call.js';
import { TimedOut, within } from '../client/timeout.js';
import type { AllPosition } from '../positions.js';
import { appendRequest, type Request } from './append-request.js';

export type InOrder = readonly Pick<Request, 'stream' | 'expected' | 'texts'>[];

/**
 * Sends the appends on one call of their own, and resolves to the position of the last one when the server has answered
 * them all. Never sends one again: the client would open another call for those that wait while the first one breaks, and
 * the server may take the second call before what is left of the first. Rejects when one is refused, the call breaks, or
 * no answer has come for so many milliseconds; nothing more is sent then.
 */
export async function appendInOrder(client: Client, appends: InOrder, milliseconds: number): Promise<AllPosition> {
  const call = await within(milliseconds, openAppends(client));
  call.on('error', () => undefined); // also of a call that is over
  const waiting = new Map<string, number>();
  let last: AllPosition | undefined;
  const over = new AbortController();
  const watch = setTimeout(() => over.abort(new TimedOut()), milliseconds);
  const answered = new Promise<void>((resolve, reject) => {
    over.signal.addEventListener('abort', () => reject(over.signal.reason as Error));
    call.on('error', (error) => over.abort(error));
    call.on('end', () => over.abort(new EventStoreDbFault('unreachable', 'The server has ended the call.', true)));
    call.on('data', (answer: BatchAppendResp) => {
      watch.refresh();
      const id = idIn(answer.getCorrelationId());
      const index = waiting.get(id);
      if (index === undefined) return; // answered twice
      if (!answer.hasSuccess()) over.abort(new EventStoreDbFault('failed', 'The server has refused an append.', true));
      else if (index === appends.length - 1) last = positionIn(answer);
      waiting.delete(id);
      if (waiting.size === 0) resolve();
    });
  });
  answered.catch(() => undefined); // also where it is not waited for any more

  try {
    const requests = appends.map((append) => {
      const request = { correlationId: randomUUID(), deadline: Date.now() + milliseconds, ...append };
      waiting.set(request.correlationId, waiting.size);
      return request;
    });
    for (const request of requests) {
      over.signal.throwIfAborted();
      if (!call.write(appendRequest(request))) await once(call, 'drain', { signal: over.signal });
    }
    await answered;
    if (!last) throw new EventStoreDbFault('failed', 'The server has not said where it has written.', true);
    return last;
  } catch (error) {
    call.cancel();
    throw over.signal.aborted ? over.signal.reason : error;
  } finally {
    clearTimeout(watch);
    call.end();
  }
}

function positionIn(answer: BatchAppendResp): AllPosition | undefined {
  const position = answer.getSuccess()?.getPosition();
  if (!position) return undefined;
  return { commit: BigInt(position.getCommitPosition()), prepare: BigInt(position.getPreparePosition()) };
}

/** In either form that a server may choose. */
function idIn(id: InstanceType<typeof parts.UUID> | undefined): string {
  const halves = id?.getStructured();
  if (!halves) return id?.getString() ?? '';
  const hex = (half: string) => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0');
  const text = hex(halves.getMostSignificantBits()) + hex(halves.getLeastSignificantBits());
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
