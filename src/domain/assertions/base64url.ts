/**
 * The octets, or undefined for what is not base64url without padding (RFC 7515 2), or not the one way to write these octets
 * (RFC 4648 3.5): `Buffer` also takes padding, `+`, `/`, spaces and bits that nobody reads, and an assertion would have many spellings.
 */
export function fromBase64url(text: string): Buffer | undefined {
  const octets = Buffer.from(text, 'base64url');
  return octets.toString('base64url') === text ? octets : undefined;
}
