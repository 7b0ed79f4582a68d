import { holdsPrivateDer } from './private-der.js';

/** Words that only private keys come with; every repetition is bounded, so that no text is slow to search. */
const telltales = [
  /BEGIN[^\n]{0,40}PRIVATE/i, // PKCS#1, PKCS#8, SEC 1, OpenSSH, PGP, SSH2
  /BEGIN PKCS ?#?12/i,
  /Proc-Type:[^\n]{0,20}ENCRYPTED/i, // RFC 1421
  /PuTTY-User-Key-File-|Private-Lines:/i,
  /Private-Key:|privateExponent/i, // openssl -text
  /<(D|InverseQ)>/, // XML of .NET
  /["'](d|p|q|dp|dq|qi|oth|k|priv)\\{0,9}["']\s{0,20}:/i, // RFC 7518 6.2.2, 6.3.2, 6.4.1, also in JSON that does not parse
];
const privateMembers = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv']);
/** Characters of base64; a line of a PEM body has 64, the shortest private keys a little more than this. */
const SHORTEST_BASE64_CHARACTERS = 24;
/** Characters of a text whose base64 is decoded; longer ones are no public key anyway, and only searched for words. */
const LONGEST_TEXT_CHARACTERS = 32 * 1024;

/** Whether a text has a private key in it: under any label or none, in any block, encrypted or not. */
export function holdsPrivateKey(text: string): boolean {
  if (telltales.some((telltale) => telltale.test(text))) return true;
  return (
    text.length <= LONGEST_TEXT_CHARACTERS &&
    base64In(text).some((base64) => holdsPrivateDer(Buffer.from(base64, 'base64')))
  );
}

/** Whether parsed JSON has a private key in it: in the text, escapes may hide names and strings. */
export function holdsPrivateMember(json: unknown): boolean {
  for (const open = [json]; open.length > 0;) {
    const value = open.pop();
    if (typeof value === 'string' && holdsPrivateKey(value)) return true;
    if (typeof value !== 'object' || value === null) continue;
    if (Object.keys(value).some((name) => privateMembers.has(name.toLowerCase()))) return true;
    open.push(...(Object.values(value) as unknown[]));
  }
  return false;
}

/** Whatever may be base64 in a text: what stands between dashes as one, and each line alone, since there may be words around. */
function base64In(text: string): string[] {
  const unfolded = text.replaceAll(/\\[nr]/g, '\n');
  const bodies = unfolded.split(/-{4,}/).map((body) => body.replaceAll(/\s+/g, ''));
  const lines = unfolded.match(/[A-Za-z0-9+/_-]+/g) ?? [];
  return [...bodies, ...lines].filter((base64) => base64.length >= SHORTEST_BASE64_CHARACTERS);
}
