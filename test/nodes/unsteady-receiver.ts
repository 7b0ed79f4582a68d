import { setTimeout as delay } from 'node:timers/promises';
import { aReceiver, type Came } from '../kit/webhooks/receiver.js';

/** One delivery and what it was answered; `stream` is the key, or the account where the event is of none. */
export interface Answered {
  stream: string;
  id: string;
  eventId: string;
  status: number;
}

const SLOW_MS = 300;

const streamOf = ({ event }: Came) => event.data.integratorKeyId ?? 'account';

/** A receiver that can be told to answer nothing, to be slow with one key and to refuse another. */
export async function anUnsteadyReceiver() {
  const receiver = await aReceiver();
  const answered: Answered[] = [];
  const refusing = new Set<string>();
  const slow = new Set<string>();
  let held: ((status: number) => void)[] | undefined;
  const refused = new Set<string>();
  const open = new Map<string, number>();
  const overlaps: string[] = [];

  const statusFor = async (stream: string): Promise<number> => {
    if (held) return new Promise((resolve) => void held?.push(resolve));
    const isOpen = (open.get(stream) ?? 0) > 0;
    if (isOpen) overlaps.push(stream);
    open.set(stream, (open.get(stream) ?? 0) + 1);
    if (slow.has(stream)) await delay(SLOW_MS);
    open.set(stream, (open.get(stream) ?? 0) - 1);
    if (!refusing.has(stream) || refused.has(stream)) return 204;
    refused.add(stream);
    return 500;
  };
  receiver.answer = async (one) => {
    const stream = streamOf(one);
    const status = await statusFor(stream);
    answered.push({ stream, id: one.id, eventId: one.event.data.id, status });
    return status;
  };

  return {
    url: receiver.url,
    close: receiver.close,
    /** In the order of the answers. */
    answered,
    taken: () => answered.filter(({ status }) => status === 204),
    /** Streams of which a delivery came while another was not answered yet, but for those that were held back. */
    overlaps,
    /** Keys that are answered late but in time, and keys of which the next event is refused once. */
    slow,
    refusing,
    /** From now on nothing is answered; resolves to how many deliveries wait. */
    hold: () => void (held = []),
    waiting: () => held?.length ?? 0,
    /** Answers what comes from now on; the function then answers what has waited. */
    release() {
      const before = held ?? [];
      held = undefined;
      return (statusOf: (n: number) => number) => before.forEach((answer, n) => answer(statusOf(n)));
    },
  };
}
