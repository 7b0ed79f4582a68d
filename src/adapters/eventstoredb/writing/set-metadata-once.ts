import { ErrorType, NO_STREAM, type StreamMetadata } from '@eventstore/db-client';
import type { Client } from '../client/connection.js';
import { isType } from '../client/faults.js';
import { within } from '../client/timeout.js';

interface Setting {
  stream: string;
  metadata: Pick<StreamMetadata, 'maxAge' | 'maxCount'>;
  milliseconds: number;
}

/** Says what the server shows of a stream, before there is anything in it: what a crash leaves goes as well. May be said again, and counts once. */
export async function setMetadataOnce(client: Client, { stream, metadata, milliseconds }: Setting): Promise<void> {
  const options = { expectedRevision: NO_STREAM, requiresLeader: true } as const;
  await within(milliseconds, client.setStreamMetadata(stream, metadata, options)).catch((error: unknown) => {
    if (!isType(error, ErrorType.WRONG_EXPECTED_VERSION)) throw error; // said already
  });
}
