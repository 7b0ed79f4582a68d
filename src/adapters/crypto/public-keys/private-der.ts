import { type DerElement, derElements, isConstructed, tag } from './der.js';

const NOTHING = Buffer.alloc(0);
const startsWith = (bytes: Buffer, hex: string) => bytes.toString('hex', 0, hex.length / 2) === hex;
/** OBJECT IDENTIFIER headers are followed by their content: 1.2.840.113549.1 is PKCS, then its number. */
const PKCS5 = '2a864886f70d0105';
const PKCS7 = '2a864886f70d0107';
const PKCS12_ENCRYPTION = '2a864886f70d010c01';
/** Bytes: shorter than any private number that matters, longer than what else stands in these places. */
const SHORTEST_KEY_BYTES = 16;
/** Levels; an extension of a certificate is at 6. */
const MAX_LEVELS = 8;

/** Whether the bytes are, or hold at some depth, a private key in DER: PKCS#1, PKCS#8 plain or encrypted, SEC 1, DSA, PKCS#12, OpenSSH. */
export function holdsPrivateDer(bytes: Buffer, depth = 0): boolean {
  if (depth === 0 && bytes.subarray(0, 14).toString('latin1') === 'openssh-key-v1') return true;
  if (depth > MAX_LEVELS) return false;
  for (const element of derElements(bytes)) {
    if (isPrivateKey(element) || holdsPrivateDer(insideOf(element), depth + 1)) return true;
  }
  return false;
}

/** A string may wrap an element, as an X.509 extension and a PKCS#8 key do. */
function insideOf(element: DerElement): Buffer {
  if (isConstructed(element)) return element.content;
  if (element.tag === tag.OCTET_STRING && element.content[0] === tag.SEQUENCE) return element.content;
  if (element.tag === tag.BIT_STRING && element.content[1] === tag.SEQUENCE) return element.content.subarray(1);
  return NOTHING;
}

function isPrivateKey(element: DerElement): boolean {
  if (element.tag !== tag.SEQUENCE) return false;
  const [first, second, third] = derElements(element.content);
  if (first?.tag === tag.SEQUENCE) return isEncryption(first); // RFC 5958 3
  if (first?.tag !== tag.INTEGER || first.length !== 1 || !second) return false;
  const version = first.content[0] ?? 0;
  const oid = second.tag === tag.SEQUENCE ? objectIdentifierIn(second) : undefined;
  if (oid) return (version <= 1 && third?.tag === tag.OCTET_STRING) || (version === 3 && startsWith(oid, PKCS7)); // RFC 5958 2, RFC 7292 4
  // RFC 8017 A.1.2 and DSA have numbers, RFC 5915 3 a string; a public key starts with its modulus instead of a version.
  return (
    version <= 1 &&
    (second.tag === tag.INTEGER || second.tag === tag.OCTET_STRING) &&
    second.length >= SHORTEST_KEY_BYTES
  );
}

function isEncryption(algorithm: DerElement): boolean {
  const oid = objectIdentifierIn(algorithm);
  return oid !== undefined && (startsWith(oid, PKCS5) || startsWith(oid, PKCS12_ENCRYPTION));
}

function objectIdentifierIn(sequence: DerElement): Buffer | undefined {
  const [first] = derElements(sequence.content);
  return first?.tag === tag.OBJECT_IDENTIFIER ? first.content : undefined;
}
