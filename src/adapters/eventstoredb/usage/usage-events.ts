import { jsonEvent, type EventData, type RecordedEvent } from '@eventstore/db-client';
import type { UsageBatch } from '../../../app/usage/usage-store.js';

type Summary = Omit<UsageBatch, 'id'>;

/** A batch as one event, whose id is the batch's: written twice, it is there once. Without a presence where an older release has written it. */
export const summaryEvent = ({ id, tallies, observedSince, presence }: UsageBatch): EventData =>
  jsonEvent({
    id,
    type: 'CredentialsUsed',
    data: { tallies, observedSince, ...(presence && { presence }) } as never,
    metadata: {},
  });

/** Undefined for what is no summary. */
export const summaryOf = ({ type, data }: RecordedEvent): Summary | undefined =>
  type === 'CredentialsUsed' ? (data as unknown as Summary) : undefined;

/** A server is about to write summaries on this UTC day. */
export interface Announced {
  nodeId: string;
  day: string;
}

/** Tells whoever folds the use that there is a stream to read. */
export const announcement = ({ nodeId, day }: Announced): EventData =>
  jsonEvent({ type: 'UsageAnnounced', data: { nodeId, day }, metadata: {} });

/** Undefined for what is no announcement. */
export const announcedBy = ({ type, data }: RecordedEvent): Announced | undefined =>
  type === 'UsageAnnounced' ? (data as unknown as Announced) : undefined;
