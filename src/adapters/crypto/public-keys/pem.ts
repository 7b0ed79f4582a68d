/** Line breaks that a shell, a `.env` file or JSON within JSON has left as two characters. */
const literalBreak = /\\r\\n|\\n|\\r/g;

/** The one PEM block of a text, after any lines that explain it (RFC 7468 2: `subject=...`, `Bag Attributes`), or undefined. */
export function onePemBlock(text: string): { label: string; der: Buffer } | undefined {
  const [before = '', begin, body, end, after, ...more] = text.replaceAll(literalBreak, '\n').trim().split('-----');
  if (!/(^|\n)$/.test(before) || after !== '' || more.length > 0 || !begin?.startsWith('BEGIN ')) return undefined;
  const label = begin.slice('BEGIN '.length);
  const base64 = body?.replaceAll(/\s+/g, '') ?? '';
  const der = Buffer.from(base64, 'base64');
  // Node skips what is not base64 and stops at padding; here it is not a block.
  return end === `END ${label}` && der.toString('base64') === base64 ? { label, der } : undefined;
}
