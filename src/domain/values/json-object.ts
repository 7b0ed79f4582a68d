export type JsonObject = Readonly<Record<string, unknown>>;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }); // a byte order mark stays, and is then no JSON
const token = /"(?:[^"\\]|\\.)*"|[{}[\]:]|-?\d[\d.eE+-]*/g;

/** One JSON object in UTF-8, and I-JSON throughout; undefined for anything else (RFC 7515 5.2 steps 3 and 4, RFC 7519 7.2 step 10). */
export function jsonObjectOf(octets: Uint8Array): JsonObject | undefined {
  try {
    const text = utf8.decode(octets);
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && (isPlain(text, value) || isInteroperable(text)) ? (value as JsonObject) : undefined;
  } catch {
    return undefined; // the error would quote the text
  }
}

/**
 * Is the object made of texts without an escape, with each member once? Then it is interoperable, and nearly every body is. Each
 * member has four quotation marks, and one that `JSON.parse` has dropped for a later one of its name at least two more. Valid
 * UTF-8 has no half of a surrogate pair.
 */
function isPlain(text: string, value: object): boolean {
  if (text.includes('\\')) return false;
  let left = 0;
  for (const name in value) {
    if (typeof (value as JsonObject)[name] !== 'string') return false;
    left += 4;
  }
  for (let at = text.indexOf('"'); at >= 0 && left >= 0; at = text.indexOf('"', at + 1)) left--;
  return left === 0;
}

/**
 * Does every reader read the same in this valid JSON text? No member twice in one object (RFC 7515 4, RFC 7519 4), no number beyond a
 * double, no half of a surrogate pair (RFC 7493 2). `JSON.parse` takes all of them: the last of two members, infinity, the half.
 */
function isInteroperable(text: string): boolean {
  const open: (Set<string> | null)[] = []; // names seen in each object, null for an array
  let last = '';
  for (const [found] of text.matchAll(token)) {
    if (found === '{') open.push(new Set());
    else if (found === '[') open.push(null);
    else if (found === '}' || found === ']') open.pop();
    else if (found === ':') {
      if (open.at(-1)?.has(last)) return false;
      open.at(-1)?.add(last);
    } else if (found.startsWith('"')) {
      last = JSON.parse(found) as string;
      if (!last.isWellFormed()) return false;
    } else if (!Number.isFinite(Number(found))) return false;
  }
  return true;
}
