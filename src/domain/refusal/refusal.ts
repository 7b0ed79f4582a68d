import * as cap from './caps.js';

/** Every "no" a caller can expect, with the words it is told. Codes are API; no message echoes a value. */
export const refusals = {
  KEY_NOT_FOUND: 'There is no such integrator key.',
  KEY_DELETED: 'The integrator key has been deleted; nothing about it can change.',
  KEY_NOT_LIVE: 'The integrator key is not live; it takes nothing for production before it goes live.',
  KEYS_ARE_CREATED_IN_DEMO: 'Keys are created in the demo environment only; a key reaches production by going live.',
  REVISION_CONFLICT: 'The integrator key is not at the expected revision; read it again and decide anew.',

  IDEMPOTENCY_KEY_INVALID: `An idempotency key has ${cap.MIN_IDEMPOTENCY_KEY_LENGTH} to ${cap.MAX_IDEMPOTENCY_KEY_LENGTH} printable ASCII characters; a random UUID is best.`,
  IDEMPOTENCY_KEY_REUSED: 'This idempotency key was used for other arguments; a new command takes a new one.',

  INVALID_INPUT: 'This field is not valid.',
  ID_INVALID: 'An id is a GUID, such as 230546a7-9c55-40ad-8fbf-af205d5494ad.',
  LIST_TOO_LONG: 'The list has more entries than one command takes.',
  SECRET_MATERIAL:
    'This contains a secret or a private key. What is typed here is kept for ever: leave it out, and replace what has been exposed.',
  REASON_INVALID: `A reason has at most ${cap.MAX_REASON_LENGTH} characters and no control characters.`,
  NAME_INVALID: `A name has 1 to ${cap.MAX_NAME_LENGTH} characters, is not blank, and has no control characters.`,
  DESCRIPTION_INVALID: `A description has at most ${cap.MAX_DESCRIPTION_LENGTH} characters and no control characters.`,
  LABEL_INVALID: `A label has 1 to ${cap.MAX_LABEL_LENGTH} characters, is not blank, and has no control characters.`,
  LINK_INVALID: `A link is an absolute http or https URL of at most ${cap.MAX_URL_LENGTH} characters, without user info.`,
  OWNER_INVALID: `An owner is an actor id of 1 to ${cap.MAX_ACTOR_ID_LENGTH} characters without control characters.`,

  REDIRECT_URI_TOO_LONG: `A redirect URI has at most ${cap.MAX_URL_LENGTH} characters.`,
  REDIRECT_URI_CHARACTER:
    'A redirect URI has only the ASCII characters of RFC 3986: no whitespace, control character, quote, brace or non-ASCII letter.',
  REDIRECT_URI_BACKSLASH: 'A redirect URI has no backslash: some parsers read it as a slash.',
  REDIRECT_URI_NOT_ABSOLUTE: 'A redirect URI is absolute: it starts with a scheme, such as https://.',
  REDIRECT_URI_FRAGMENT: 'A redirect URI has no fragment; the character # is not allowed (RFC 6749 3.1.2).',
  REDIRECT_URI_WILDCARD: 'A redirect URI has no wildcard; register every URI whole.',
  REDIRECT_URI_PERCENT_ENCODING: 'A redirect URI has a % that is not followed by two hexadecimal digits.',
  REDIRECT_URI_CONTROL_CHARACTER: 'A redirect URI has a percent-encoded control character.',
  REDIRECT_URI_PATH_TRAVERSAL: 'A redirect URI has no dot segments, plain or percent-encoded: /.. leads elsewhere.',
  REDIRECT_URI_SCHEME_FORBIDDEN:
    'A redirect URI never has a scheme that a browser executes or opens locally, such as javascript: or file:.',
  REDIRECT_URI_PRIVATE_SCHEME: 'A private-use scheme has a dot, as in com.example.app:/callback (RFC 8252 7.1).',
  REDIRECT_URI_HTTP: 'A redirect URI uses https; http only for exactly 127.0.0.1, [::1] or localhost (RFC 8252 7.3).',
  REDIRECT_URI_USER_INFO: 'A redirect URI has no user info before the host.',
  REDIRECT_URI_HOST: 'A redirect URI has a well-formed host, and a port from 1 to 65535 if any.',
  REDIRECT_URI_EXISTS: 'This redirect URI is already registered in this environment.',
  REDIRECT_URI_NOT_FOUND: 'There is no such redirect URI at this integrator key.',
  REDIRECT_URI_LIMIT_REACHED: `A key has at most ${cap.MAX_REDIRECT_URIS} redirect URIs in an environment; remove one first.`,

  PUBLIC_CLIENT_HAS_NO_SECRET: 'A mobile app is a public client and gets no secret (RFC 6749 2.1).',
  SECRETS_EXIST: 'The key has secrets; revoke them before it is marked as a mobile app.',
  SECRET_NOT_FOUND: 'There is no such secret at this integrator key.',
  SECRET_REVOKED: 'The secret is revoked, for good.',
  SECRET_LIMIT_REACHED: `A key has at most ${cap.MAX_SECRETS} secrets in an environment; revoke one first.`,
  EXPIRY_IN_THE_PAST: 'The expiry is not in the future.',
  EXPIRY_BEFORE_START: 'The expiry is not after the start of validity.',
  LAST_USABLE_CREDENTIAL:
    'This is the last usable credential in its environment; say allowLastUsable: true to remove it all the same.',

  KEYPAIR_NOT_FOUND: 'There is no such keypair at this integrator key.',
  KEYPAIR_REVOKED: 'The keypair is revoked, for good.',
  KEYPAIR_EXISTS: 'A keypair with this modulus is already at this integrator key.',
  KEYPAIR_LIMIT_REACHED: `A key has at most ${cap.MAX_KEYPAIRS} keypairs in an environment; delete one first.`,
  MODULUS_LENGTH_INVALID: 'An RSA key is generated with 2048, 3072 or 4096 bits.',
  PUBLIC_KEY_INVALID: 'A public key is one RSA key: SPKI PEM, an X.509 certificate in PEM, or a JWK.',
  PUBLIC_KEY_WEAK: `An RSA key has a modulus of ${cap.MIN_MODULUS_LENGTH} to ${cap.MAX_MODULUS_LENGTH} bits and an odd public exponent from 65537 to 64 bits.`,
  PRIVATE_KEY_MATERIAL:
    'This is, or contains, a private key. Upload the public part only, and treat the private key as exposed.',
} as const;

export type RefusalCode = keyof typeof refusals;

/** Path to the part of a mutation's input that was refused, such as `['addSecrets', '0', 'expiresAt']`. */
export type FieldPath = readonly string[];

/** A rule says no. Nothing has changed, and nothing of the refused value is in here. */
export class Refusal extends Error {
  override name = 'Refusal';
  constructor(
    readonly code: RefusalCode,
    readonly field: FieldPath = [],
    /** With `REVISION_CONFLICT`: where the key is now. */
    readonly currentRevision?: number,
  ) {
    super(refusals[code]);
  }
}

/** Several at once, so that a person can mend all of a form in one go. */
export class Refusals extends Error {
  override name = 'Refusals';
  constructor(readonly all: readonly Refusal[]) {
    super(all.map(({ code }) => code).join(', '));
  }
}

/** What an error refuses; undefined when it is no refusal. */
export function refusalsIn(error: unknown): readonly Refusal[] | undefined {
  if (error instanceof Refusals) return error.all;
  return error instanceof Refusal ? [error] : undefined;
}

/** All that these checks find, or all that they refuse. */
export function together<Found extends unknown[]>(...checks: { [Index in keyof Found]: () => Found[Index] }): Found {
  const refused: Refusal[] = [];
  const found = checks.map((check) => {
    try {
      return check();
    } catch (error) {
      const told = refusalsIn(error);
      if (!told) throw error;
      refused.push(...told);
    }
  });
  const [first, ...more] = refused;
  if (first) throw more.length ? new Refusals(refused) : first;
  return found as Found;
}
