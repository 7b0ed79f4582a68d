import { ErrorType, NO_STREAM } from '@eventstore/db-client';
import type { Client } from '../client/connection.js';
import { isType } from '../client/faults.js';
import { within } from '../client/timeout.js';

interface Aging {
  stream: string;
  maxAgeS: number;
  milliseconds: number;
}

/** Says how long the server shows a stream, before there is anything in it: what a crash leaves goes as well. May be said again. */
export async function setMaxAge(client: Client, { stream, maxAgeS, milliseconds }: Aging): Promise<void> {
  const options = { expectedRevision: NO_STREAM, requiresLeader: true } as const;
  await within(milliseconds, client.setStreamMetadata(stream, { maxAge: maxAgeS }, options)).catch((error: unknown) => {
    if (!isType(error, ErrorType.WRONG_EXPECTED_VERSION)) throw error; // said already
  });
}
