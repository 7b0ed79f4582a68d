import { canary, mutation, type Row } from './world.js';

const fill = (length: number) => canary.padEnd(length, 'x');
const NUL = `${canary}\0`;
const high = `${canary}\ud800`;
const low = `\udc00${canary}`;
const ourSecret = `kl_demo_${'A1'.repeat(24)}z`;
const pem = `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${canary}`;
const rename = (name: string) => mutation('renameIntegratorKey', { name });
const describe = (description: string) => mutation('describeIntegratorKey', { description });
const labelled = (label: string) => mutation('addSecret', { label });
const because = (reason: string) => mutation('disableIntegratorKey', { reason });
const owned = (newOwner: string) => mutation('transferOwnership', { newOwner });
const linked = (privacyPolicyUrl: string) => mutation('setPolicyLinks', { privacyPolicyUrl });

const [NAME, LABEL] = ['200 NAME_INVALID name', '200 LABEL_INVALID label'];
const [DESCRIPTION, REASON] = ['200 DESCRIPTION_INVALID description', '200 REASON_INVALID reason'];
const [OWNER, LINK] = ['200 OWNER_INVALID newOwner', '200 LINK_INVALID privacyPolicyUrl'];

/** Names, descriptions, labels, reasons, owners, links: too long, with what is not shown, with what is no text, with secrets. */
export const texts: readonly Row[] = [
  ['a name of 101 characters', rename(fill(101)), NAME],
  ['a name of 101 emoji', rename('\u{1f511}'.repeat(101)), NAME, () => ['\u{1f511}\u{1f511}']],
  ['a name of 100,000 characters', rename(fill(100_000)), NAME],
  ['a name of 101 characters for a new key', mutation('createIntegratorKey', { name: fill(101) }), NAME],
  ['a name of 101 characters among others', mutation('saveIntegratorKey', { name: fill(101), description: 'fine' }), NAME],
  ['an empty name', rename(''), NAME],
  ['a blank name', rename(' \u3000\t'), NAME],
  ['a name that shows nothing', rename('\u200b\u2060'), NAME],
  ['a NUL in a name', rename(NUL), NAME],
  ['a bell in a name', rename(`${canary}\u0007`), NAME],
  ['a line feed in a name', rename(`${canary}\nforged`), NAME],
  ['a control character beyond ASCII in a name', rename(`${canary}\u0085`), NAME],
  ['a line separator in a name', rename(`${canary}\u2028`), NAME],
  ['a right-to-left override in a name', rename(`${canary}\u202e`), NAME],
  ['half a surrogate pair in a name', rename(high), NAME],
  ['the other half in a name', rename(low), NAME],
  ['a surrogate pair the wrong way round', rename(`${canary}\udc00\ud800`), NAME],
  ['one of our secrets as a name', rename(ourSecret), '200 SECRET_MATERIAL name', () => [ourSecret]],
  ['a description of 2,001 characters', describe(fill(2001)), DESCRIPTION],
  ['a NUL in a description', describe(NUL), DESCRIPTION],
  ['half a surrogate pair in a description', describe(high), DESCRIPTION],
  ['a private key in a description', describe(pem), '200 SECRET_MATERIAL description'],
  ['a label of 101 characters', labelled(fill(101)), LABEL],
  ['a NUL in a label', labelled(NUL), LABEL],
  ['half a surrogate pair in a label', labelled(low), LABEL],
  ['half a surrogate pair in the label of a keypair', mutation('addKeypair', { label: high }), LABEL],
  ['a bad label among others', mutation('saveIntegratorKey', { addSecrets: [{}, { label: NUL }] }), '200 LABEL_INVALID addSecrets.1.label'],
  ['a reason of 501 characters', because(fill(501)), REASON],
  ['a NUL in a reason', because(NUL), REASON],
  ['half a surrogate pair in a reason', because(high), REASON],
  ['one of our secrets as a reason', because(`leaked: ${ourSecret}`), '200 SECRET_MATERIAL reason', () => [ourSecret]],
  ['an owner of 201 characters', owned(fill(201)), OWNER],
  ['a NUL in an owner', owned(NUL), OWNER],
  ['half a surrogate pair in an owner', owned(high), OWNER],
  ['a link that runs', linked(`javascript:alert("${canary}")`), LINK],
  ['a link with a password', linked(`https://ada:${canary}@acme.example/`), LINK],
  ['a link of 2,001 characters', linked(`https://acme.example/${canary}`.padEnd(2001, 'x')), LINK],
  ['half a surrogate pair in a link', linked(`https://acme.example/${high}`), LINK],
  ['a redirect URI with user info', mutation('addRedirectUri', { redirectUri: `https://${canary}@acme.example/` }), '200 REDIRECT_URI_USER_INFO redirectUri'],
  ['half a surrogate pair in a redirect URI', mutation('addRedirectUri', { redirectUri: `https://acme.example/${high}` }), '200 REDIRECT_URI_CHARACTER redirectUri'],
  ['a bad redirect URI among others', mutation('saveIntegratorKey', { addRedirectUris: [{ redirectUri: 'https://b.example/' }, { redirectUri: canary }] }), '200 REDIRECT_URI_NOT_ABSOLUTE addRedirectUris.1.redirectUri'],
  ['51 redirect URIs', mutation('saveIntegratorKey', { addRedirectUris: Array.from({ length: 51 }, (_, n) => ({ redirectUri: `https://b.example/${canary}${n}` })) }), '200 LIST_TOO_LONG addRedirectUris'],
  ['an idempotency key of 15 characters', mutation('addSecret', { idempotencyKey: 'CANARYcanaryCAN' }), '200 IDEMPOTENCY_KEY_INVALID idempotencyKey', () => ['CANARYcanary']],
  ['an idempotency key of 256 characters', mutation('addSecret', { idempotencyKey: fill(256) }), '200 IDEMPOTENCY_KEY_INVALID idempotencyKey'],
  ['a NUL in an idempotency key', mutation('addSecret', { idempotencyKey: NUL }), '200 IDEMPOTENCY_KEY_INVALID idempotencyKey'],
  ['half a surrogate pair in an idempotency key', mutation('addSecret', { idempotencyKey: high }), '200 IDEMPOTENCY_KEY_INVALID idempotencyKey'],
]; // prettier-ignore
