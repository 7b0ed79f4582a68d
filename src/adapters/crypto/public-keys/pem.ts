/** A text that is one PEM block and nothing else (RFC 7468 3), or undefined. */
export function onePemBlock(text: string): { label: string; der: Buffer } | undefined {
  const [before, begin, body, end, after, ...more] = text.trim().split('-----');
  if (before !== '' || after !== '' || more.length > 0 || !begin?.startsWith('BEGIN ')) return undefined;
  const label = begin.slice('BEGIN '.length);
  const base64 = body?.replaceAll(/\s+/g, '') ?? '';
  const der = Buffer.from(base64, 'base64');
  // Node skips what is not base64 and stops at padding; here it is not a block.
  return end === `END ${label}` && der.toString('base64') === base64 ? { label, der } : undefined;
}
