import { BundleWrong, require } from './bundle-wrong.js';

/** A file of a bundle. */
export type BundleFile = readonly [name: string, content: Uint8Array];
/** The bytes of the zip of these files, of which there is one form: `docs/audit-proof.md`. */
export type WriteZip = (files: readonly BundleFile[]) => Buffer;

const FIRST = ['manifest.json', 'README.md', 'checkpoint', 'events.jsonl', 'proofs.jsonl'];
const LAST = 'state.json';
const SCHEMA_NAME = /^schemas\/[A-Za-z]+\.v[1-9]\d{0,8}\.json$/;
const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const AT_SIZE = 18;
const AT_NAME_LENGTH = 26;

/** The names of all files but the schemas are fixed, and so is their order. */
export const inOrder = (schemas: readonly string[]): string[] => [...FIRST, ...[...new Set(schemas)].sort(), LAST];

/** The files of a bundle by their names. Throws `BundleWrong` unless the bytes are the one form of just these. */
export function readZip(bytes: Buffer, writeZip: WriteZip): ReadonlyMap<string, Buffer> {
  const files = filesIn(bytes);
  const names = files.map(([name]) => name);
  requireNames(names);
  require(isSame(bytes, () => writeZip(files)), 'zip', 'it does not have the one form, or is damaged');
  return new Map(files);
}

function filesIn(bytes: Buffer): [string, Buffer][] {
  const files: [string, Buffer][] = [];
  for (let at = 0; at + 4 <= bytes.length && bytes.readUInt32LE(at) === LOCAL_HEADER;) {
    const where = `zip, entry ${files.length + 1}`;
    require(at + LOCAL_HEADER_BYTES <= bytes.length, where, 'it is cut off');
    const nameAt = at + LOCAL_HEADER_BYTES;
    const contentAt = nameAt + bytes.readUInt16LE(at + AT_NAME_LENGTH);
    const end = contentAt + bytes.readUInt32LE(at + AT_SIZE);
    require(end <= bytes.length, where, 'it is cut off');
    files.push([bytes.toString('latin1', nameAt, contentAt), bytes.subarray(contentAt, end)]);
    at = end;
  }
  return files;
}

function requireNames(names: readonly string[]): void {
  const schemas = names.slice(FIRST.length, -1);
  const expected = inOrder(schemas);
  const isOfBundle =
    schemas.every((name) => SCHEMA_NAME.test(name)) &&
    names.length === expected.length &&
    names.every((name, at) => name === expected[at]);
  if (!isOfBundle) throw new BundleWrong('zip', 'its entries are not those of a bundle, in their order');
}

function isSame(bytes: Buffer, written: () => Buffer): boolean {
  try {
    return written().equals(bytes);
  } catch {
    return false; // too large to have the form
  }
}
