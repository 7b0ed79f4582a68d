/** Prefixes of the names of streams. No dash before the last character: EventStoreDB splits the name at the first one. */
export const KEYS = 'integratorKey-';
/** `keyledger` is in it because others on the same EventStoreDB may well have streams that begin with `account-`. */
export const ACCOUNTS = 'keyledgerAccount-';
/** Of what the server says of its own log: it concerns no view and is not in the tree. */
export const AUDIT = 'keyledgerAudit-';
/** What the names of all streams of the log begin with. */
export const CATEGORIES: readonly string[] = [KEYS, ACCOUNTS, AUDIT];

/** The stream of the signed checkpoints of the tree. */
export const checkpointsStream = `${AUDIT}checkpoints`;

/** The stream of a key. */
export const streamOf = (keyId: string) => `${KEYS}${keyId}`;

/**
 * The stream of an account. An account is any text; base64url of its UTF-8 is a name on every store, another one for every
 * account, and whoever holds the log can read the account from it, which a digest would not let them.
 */
export const accountStreamOf = (account: string) => `${ACCOUNTS}${Buffer.from(account).toString('base64url')}`;

/** The account of such a stream. */
export const accountOfStream = (stream: string): string =>
  Buffer.from(stream.slice(ACCOUNTS.length), 'base64url').toString();
