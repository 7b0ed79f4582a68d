import { X509Certificate } from 'node:crypto';
import { derElements, membersOf, tag } from './der.js';

/** RFC 5280 4.1.2.5: a certificate that has no end says so with this one. */
const NO_END = '9999-12-31T23:59:59.000Z';

/** SubjectPublicKeyInfo and end of an X.509 certificate (RFC 5280 4.1). Throws when it is none, or has more in it. */
export function certificateOf(der: Buffer): { spki: Buffer; notAfter: string | null } {
  const [certificate] = derElements(der);
  const [toBeSigned] = membersOf(certificate);
  const members = membersOf(toBeSigned);
  const hasVersion = members[0]?.tag !== tag.INTEGER;
  const spki = members[hasVersion ? 6 : 5]?.whole;
  const { raw, validTo } = new X509Certificate(der);
  if (!spki || !raw.equals(der)) throw new TypeError('It is not a certificate, or not only one.');
  // a year of two digits would be taken for one of this century
  if (!/ \d{4} GMT$/.test(validTo)) throw new RangeError('The end of the certificate is not a date.');
  const notAfter = new Date(validTo).toISOString();
  return { spki, notAfter: notAfter === NO_END ? null : notAfter };
}
