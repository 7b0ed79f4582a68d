import type { IdempotencyRecord } from '../../../app/commands/idempotency/records.js';
import type { Fault } from '../database/fault.js';

/** What the records and their thread say to each other. Times are ISO 8601 UTC with milliseconds. */
export type RecordsRequest =
  | { kind: 'find'; ids: readonly string[]; now: string }
  | { kind: 'save'; record: IdempotencyRecord; now: string }
  | { kind: 'purge'; now: string };

export type RecordsAnswer =
  { kind: 'record'; record: IdempotencyRecord | undefined } | { kind: 'unavailable'; fault: Fault };
