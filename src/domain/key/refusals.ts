/** Bytes of an event in its canonical form (RFC 8785), with its place in its stream. */
export const MAX_EVENT_BYTES = 65_535;

export const keyRefusals = {
  KEY_NOT_FOUND: 'There is no such integrator key.',
  KEY_DELETED: 'The integrator key has been deleted; nothing about it can change.',
  KEY_NOT_LIVE: 'The integrator key is not live; it takes nothing for production before it goes live.',
  KEYS_ARE_CREATED_IN_DEMO: 'Keys are created in the demo environment only; a key reaches production by going live.',
  KEY_IN_USE:
    'The integrator key is not disabled: disable it first and see that nobody misses it, or give its name in `confirmName`.',
  EVENT_TOO_LARGE: `One event of it would be larger than ${MAX_EVENT_BYTES} bytes, the most that the log takes.`,
  REVISION_CONFLICT: 'It is not at the expected revision; read it again.',
} as const;
