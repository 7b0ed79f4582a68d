import type { PostOutcome } from './ports.js';

/** How far the deliveries of one webhook have come: a document beside the log. Times are ISO 8601 UTC with milliseconds. */
export interface DeliveryState {
  /** Every event up to this position was delivered, or is held, or was not wanted. */
  position: string;
  /** How many resumptions of the webhook it knows of. */
  resumes: number;
  /** What waits for another try, by the key that it is of; `ACCOUNT` for the account itself. */
  held: Readonly<Record<string, Held>>;
  lastDeliveredAt: string | null;
}

/** An event that could not be delivered holds back the later ones of its key, and no others. */
export interface Held {
  eventId: string;
  position: string;
  /** Of the event in its stream. */
  revision: number;
  attempts: number;
  /** When it failed first. */
  since: string;
  nextAt: string;
  /** Why the last try failed: the status that was answered, or the reason that there was no answer. */
  why: string;
}

export const ACCOUNT = 'account';

/** Streams that may be held back; beyond it nothing new is looked at, so that the document stays small. */
export const MOST_HELD = 100;
/** In milliseconds: the first pause, what each next one is longer by, the longest one, and when it is given up. */
const [FIRST_PAUSE_MS, LONGER_BY, LONGEST_PAUSE_MS] = [5_000, 3, 6 * 60 * 60 * 1000];
export const GIVE_UP_AFTER_MS = 24 * 60 * 60 * 1000;

/** Of a webhook that has just been added: what came before is not for it. */
export const beginning = (position: string): DeliveryState => ({
  position,
  resumes: 0,
  held: {},
  lastDeliveredAt: null,
});

/** After a resumption: from a position that was named, or else from where it was, and at once. */
export function resumed(
  state: DeliveryState,
  { resumes, from }: { resumes: number; from: string | null },
  now: string,
) {
  if (from !== null) return { ...state, resumes, position: from, held: {} };
  const again = Object.entries(state.held).map(([stream, held]) => [
    stream,
    { ...held, since: now, nextAt: now, attempts: 0 },
  ]);
  return { ...state, resumes, held: Object.fromEntries(again) as DeliveryState['held'] };
}

/** The event, held back after another failure. */
export function failedAgain(
  held: Held | undefined,
  event: Pick<Held, 'eventId' | 'position' | 'revision'>,
  outcome: PostOutcome,
  now: string,
): Held {
  const isSame = held?.eventId === event.eventId;
  const [attempts, since] = isSame ? [held.attempts + 1, held.since] : [1, now];
  const pauseMs = Math.min(FIRST_PAUSE_MS * LONGER_BY ** (attempts - 1), LONGEST_PAUSE_MS);
  const nextAt = new Date(Date.parse(now) + pauseMs).toISOString();
  return { ...event, attempts, since, nextAt, why: outcome.kind === 'ANSWERED' ? String(outcome.status) : outcome.why };
}

export const isDelivered = (outcome: PostOutcome) =>
  outcome.kind === 'ANSWERED' && outcome.status >= 200 && outcome.status < 300;

/** Why the webhook has to be paused; null: it does not. 410 says that nobody is there any more (RFC 9110 15.5.11). */
export function pauseFor(held: Held, outcome: PostOutcome, now: string): 'GONE' | 'FAILING' | null {
  if (outcome.kind === 'ANSWERED' && outcome.status === 410) return 'GONE';
  return Date.parse(now) - Date.parse(held.since) >= GIVE_UP_AFTER_MS ? 'FAILING' : null;
}

/** The state without what was held of a stream. */
export function released(state: DeliveryState, stream: string): DeliveryState {
  const { [stream]: _, ...held } = state.held;
  return { ...state, held };
}
