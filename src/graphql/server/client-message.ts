/** Message types that only a server sends. graphql-ws would blame the server for one; the protocol blames the client. */
const ofServers = new Set<unknown>(['connection_ack', 'next', 'error']);
/** The reason of a close frame has at most 123 bytes (RFC 6455 5.5); graphql-ws puts a duplicate id into it. */
const MAX_ID_BYTES = 64;

/**
 * A JSON reviver for WebSocket messages; acts on the root value, which comes last. If it throws, graphql-ws closes the
 * socket with 4400 and the message as the reason.
 */
export function clientMessage(key: string, value: unknown): unknown {
  if (key !== '' || typeof value !== 'object' || value === null) return value;
  const { type, id } = value as { type?: unknown; id?: unknown };
  if (ofServers.has(type)) throw new Error('A client does not say this.');
  if (typeof id === 'string' && Buffer.byteLength(id) > MAX_ID_BYTES) throw new Error('The id is too long.');
  return value;
}
