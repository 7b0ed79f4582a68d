import { canonicalJson } from '../canonical-json.js';
import { BundleWrong, require } from './bundle-wrong.js';

export type JsonObject = Readonly<Record<string, unknown>>;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs;
const NUMBER = /^[-0-9]/;
const INTEGER = /^-?\d+$/;

/** UTF-8 as text. Throws `BundleWrong`. */
export function readText(bytes: Uint8Array, where: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new BundleWrong(where, 'it is not UTF-8');
  }
}

/** JSON that every reader reads the same: no name twice, integers within 2^53 - 1, no half surrogate pairs. Throws `BundleWrong`. */
export function readJson(bytes: Uint8Array, where: string): unknown {
  const text = readText(bytes, where);
  const { value } = parsed(text, where);
  requireOneReading(text, where);
  return value;
}

/** As `readJson`, and written again it has to be the same. */
export function readCanonical(bytes: Uint8Array, where: string): unknown {
  const text = readText(bytes, where);
  const { value, canonical } = parsed(text, where);
  require(canonical === text, where, 'it is not canonical JSON'); // nor is what has a name twice
  return value;
}

function parsed(text: string, where: string): { value: unknown; canonical: string } {
  try {
    const value: unknown = JSON.parse(text);
    requireIntegers(value, where);
    return { value, canonical: canonicalJson(value) };
  } catch (error) {
    if (error instanceof RangeError) throw new BundleWrong(where, 'it is nested too deeply');
    if (error instanceof SyntaxError) throw new BundleWrong(where, 'it is not JSON');
    if (error instanceof TypeError) throw new BundleWrong(where, 'it has half a surrogate pair');
    throw error;
  }
}

function requireIntegers(value: unknown, where: string): void {
  if (typeof value === 'number') require(Number.isSafeInteger(value), where, 'a number is no integer within 2^53 - 1');
  if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) requireIntegers(part, where);
}

/** What `JSON.parse` lets pass, in a text that it has read: a name twice, and 1.0 for 1. */
function requireOneReading(text: string, where: string): void {
  const open: Set<string>[] = [];
  let last = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const name = JSON.parse(last) as string;
      require(!open.at(-1)?.has(name), where, 'an object has a field twice');
      open.at(-1)?.add(name);
    } else if (NUMBER.test(token)) require(INTEGER.test(token), where, 'a number is not an integer');
    last = token;
  }
}

/** Throws `BundleWrong` unless it is an object with exactly these fields. */
export function requireFields(value: unknown, names: readonly string[], where: string): asserts value is JsonObject {
  require(isObject(value), where, 'it is not an object');
  for (const name of Object.keys(value))
    require(names.includes(name), where, 'it has a field that does not belong here');
  for (const name of names) require(Object.hasOwn(value, name), where, `its field ${name} is missing`);
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The number of an event in its stream, or of a leaf. */
export const isRevision = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** ISO 8601 UTC with milliseconds, the one form in which moments compare as text. */
export const isMoment = (value: unknown): value is string => typeof value === 'string' && MOMENT.test(value);
