/**
 * One DER element (X.690 8.1). A truncated one, or one of indefinite length, ends where the bytes end: this reader searches;
 * it does not validate.
 */
export interface DerElement {
  tag: number;
  /** As the header claims; more than `content` has when it is cut off. */
  length: number;
  content: Buffer;
  /** Header and content. */
  whole: Buffer;
}

export const tag = {
  INTEGER: 0x02,
  BIT_STRING: 0x03,
  OCTET_STRING: 0x04,
  OBJECT_IDENTIFIER: 0x06,
  SEQUENCE: 0x30,
} as const;
export const isConstructed = ({ tag }: DerElement) => (tag & 0x20) !== 0;

/** The elements side by side in these bytes, as far as they can be read. */
export function* derElements(bytes: Buffer): Generator<DerElement> {
  for (let rest = bytes; rest.length >= 2;) {
    const { length, start } = lengthOf(rest);
    if (start > rest.length) break;
    const end = Math.min(start + length, rest.length);
    yield { tag: rest.readUInt8(0), length, content: rest.subarray(start, end), whole: rest.subarray(0, end) };
    rest = rest.subarray(end);
  }
}

/** Claimed length of the content, and where the content starts. */
function lengthOf(bytes: Buffer): { length: number; start: number } {
  const first = bytes.readUInt8(1);
  if (first < 0x80) return { length: first, start: 2 };
  const octets = first & 0x7f;
  if (octets === 0) return { length: Infinity, start: 2 };
  if (octets > 4 || bytes.length < 2 + octets) return { length: 0, start: Infinity };
  return { length: bytes.readUIntBE(2, octets), start: 2 + octets };
}

/** The elements inside a sequence; none of anything else. */
export const membersOf = (sequence?: DerElement): DerElement[] =>
  sequence?.tag === tag.SEQUENCE ? [...derElements(sequence.content)] : [];
