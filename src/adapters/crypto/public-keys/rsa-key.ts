import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { type DerElement, derElements, tag } from './der.js';

/** AlgorithmIdentifier of rsaEncryption with its NULL (RFC 3279 2.3.1). RSASSA-PSS has another one. */
const RSA_ENCRYPTION = Buffer.from('300d06092a864886f70d0101010500', 'hex');

/**
 * The RSA public key in DER of these PEM labels, or undefined. Other algorithms are turned away before OpenSSL sees them: their
 * parameters can be made costly. DER has one way to write a key, so what comes back differently had more in it.
 */
export function rsaKeyOf(label: string, der: Buffer): KeyObject | undefined {
  if (label === 'PUBLIC KEY') return fromSpki(der);
  if (label === 'RSA PUBLIC KEY') return fromPkcs1(der);
  if (label === 'CERTIFICATE') return fromCertificate(der);
  return undefined;
}

/** By way of a JWK: Node 24 cannot write out again what it has read from PKCS#1. */
function fromPkcs1(der: Buffer): KeyObject | undefined {
  const read = createPublicKey({ key: der, format: 'der', type: 'pkcs1' });
  return same(createPublicKey({ key: read.export({ format: 'jwk' }), format: 'jwk' }), 'pkcs1', der);
}

function fromSpki(der: Buffer): KeyObject | undefined {
  const [info] = derElements(der);
  const [algorithm] = membersOf(info);
  if (!algorithm?.whole.equals(RSA_ENCRYPTION)) return undefined;
  return same(createPublicKey({ key: der, format: 'der', type: 'spki' }), 'spki', der);
}

/** RFC 5280 4.1; the key is what counts, neither dates nor signature. */
function fromCertificate(der: Buffer): KeyObject | undefined {
  const [certificate] = derElements(der);
  const [toBeSigned] = membersOf(certificate);
  const members = membersOf(toBeSigned);
  const hasVersion = members[0]?.tag !== tag.INTEGER;
  const key = fromSpki(members[hasVersion ? 6 : 5]?.whole ?? Buffer.alloc(0));
  return key && new X509Certificate(der).raw.equals(der) ? key : undefined;
}

const membersOf = (sequence?: DerElement): DerElement[] =>
  sequence?.tag === tag.SEQUENCE ? [...derElements(sequence.content)] : [];

function same(key: KeyObject, type: 'spki' | 'pkcs1', der: Buffer): KeyObject | undefined {
  return key.export({ type, format: 'der' }).equals(der) ? key : undefined;
}
