import type { AccountEventType } from '../../domain/account/facts.js';
import type { RecordedAccountEvent } from '../../domain/account/recorded.js';
import { earlierAmong } from '../../domain/audit/earlier-among.js';
import type { Earlier } from '../../domain/audit/told.js';
import type { ActorKind } from '../../domain/key/recorded.js';

/** An event of an account as people see it, with what was before it: for what it changed. */
export interface ToldAccountEvent {
  id: string;
  type: AccountEventType;
  recordedAt: string;
  revision: number;
  position: string;
  actor: { id: string; kind: ActorKind };
  reason: string | null;
  sourceIp: string | null;
  userAgent: string | null;
  correlationId: string;
  commandId: string;
  account: string;
  details: { name: string; value: string | null }[];
  earlier: Earlier;
}

type Value = string | number | boolean | null;

/** All events of an account, oldest first, as people see them. Where from they came is told to those alone who may see all of the account. */
export function shownEvents(events: readonly RecordedAccountEvent[], seesOrigin: boolean): ToldAccountEvent[] {
  const earlier = earlierAmong(() => shown);
  const shown = events.map((event): ToldAccountEvent => ({
    ...shownEvent(event, seesOrigin),
    earlier: earlier(event),
  }));
  return shown;
}

/** One of them, without what was before it. */
export function shownEvent(event: RecordedAccountEvent, seesOrigin: boolean): Omit<ToldAccountEvent, 'earlier'> {
  const { id, type, revision, position, data, metadata } = event;
  const { recordedAt, actorId, actorKind, reason, $correlationId: correlationId, commandId, account } = metadata;
  const actor = { id: actorId, kind: actorKind };
  const { sourceIp, userAgent } = seesOrigin ? metadata : { sourceIp: null, userAgent: null };
  const details = Object.entries(data).flatMap(([name, value]: [string, Value | readonly Value[]]) =>
    [value].flat().map((one: Value) => ({ name, value: one === null ? null : String(one) })),
  );
  const circumstances = { reason, sourceIp, userAgent, correlationId, commandId };
  return { id, type, recordedAt, revision, position, actor, ...circumstances, account, details };
}
