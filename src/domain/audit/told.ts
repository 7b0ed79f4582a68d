import type { AccountEventType } from '../account/facts.js';
import type { KeyEventType } from '../key/facts.js';

/** Every type of event that people are told of. */
export type EventType = KeyEventType | AccountEventType;

/** An event as people see it: nothing of it is secret, because its values are masked before. */
export interface ToldEvent {
  type: EventType;
  actor: { id: string };
  details: readonly { name: string; value: string | null }[];
}

/** The events of the same stream before one of them. `about` is what `aboutOf` says. */
export interface Earlier {
  /** The last one about this. */
  last(about: string): ToldEvent | undefined;
  /** The first one about this. */
  first(about: string): ToldEvent | undefined;
}

/** A value of an event; null when the event has none. */
export const valueOf = (event: ToldEvent | undefined, wanted: string): string | null =>
  event?.details.find(({ name }) => name === wanted)?.value ?? null;
