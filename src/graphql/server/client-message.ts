/** What only a server says: graphql-ws takes it for a fault of ours, the protocol for one of the client. */
const ofServers = new Set<unknown>(['connection_ack', 'next', 'error']);
/** A reason to close has at most 123 bytes (RFC 6455 5.5), and graphql-ws puts the id of a duplicate into one. */
const MAX_ID = 64;

/**
 * A reviver for messages of a socket, entered last for the whole of one. What it throws closes the socket with 4400;
 * what it lets through is known to fit the words that graphql-ws has for it.
 */
export function clientMessage(key: string, value: unknown): unknown {
  if (key !== '' || typeof value !== 'object' || value === null) return value;
  const { type, id } = value as { type?: unknown; id?: unknown };
  if (ofServers.has(type)) throw new Error('A client does not say this.');
  if (typeof id === 'string' && Buffer.byteLength(id) > MAX_ID) throw new Error('The id is too long.');
  return value;
}
