/** Neither escaped by JSON nor half of a pair: what a string may hold to be written as it is. */
const NOT_PLAIN = /["\\\u0000-\u001f\ud800-\udfff]/;
/** Property names that are remembered in their written form; events have some eighty. */
const MAX_REMEMBERED = 1000;
const written = new Map<string, string>();

/**
 * The canonical text of a JSON value, RFC 8785: properties in the order of their names' UTF-16 code units, no space, texts and
 * numbers as ECMAScript writes them. Throws a TypeError, which quotes nothing, for what no JSON text can hold: a lone surrogate, a
 * number that is not finite, a value of another type. Written by hand, because every event goes through it at every rebuild.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return text(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`JSON has no ${typeof value} that is like this one.`);
  const all = value as Readonly<Record<string, unknown>>;
  let properties = '';
  for (const name of Object.keys(all).sort())
    properties += `${properties === '' ? '' : ','}${nameOf(name)}${canonicalJson(all[name])}`;
  return `{${properties}}`;
}

function text(value: string): string {
  if (!NOT_PLAIN.test(value)) return `"${value}"`;
  if (!value.isWellFormed()) throw new TypeError('A text with half of a surrogate pair has no UTF-8.');
  return JSON.stringify(value);
}

function nameOf(name: string): string {
  const known = written.get(name);
  if (known !== undefined) return known;
  const made = `${text(name)}:`;
  if (written.size < MAX_REMEMBERED) written.set(name, made);
  return made;
}
