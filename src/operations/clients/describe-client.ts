import { clientMetadata, type ClientMetadata } from '../../../projections/credentials/client-metadata.js';
import type { Asking } from '../asking.js';
import { findClient, type ClientQuestion } from './find-client.js';

/** The metadata of a client (RFC 7591 2); undefined for one that must not be used. Throws `ViewsBehind` while the views lack something. */
export async function describeClient(asking: Asking, question: ClientQuestion): Promise<ClientMetadata | undefined> {
  return clientMetadata(await findClient(asking, question), question.environment, asking.now().toISOString());
}
