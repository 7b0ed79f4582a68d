import { accountSchemaVersions } from '../../../domain/account/schema-versions.js';
import { schemaVersions } from '../../../domain/key/schema-versions.js';
import { isBase64Of } from '../base64.js';
import type { Checkpoint } from '../checkpoint.js';
import type { Entry } from '../entry.js';
import { leafHash } from '../tree.js';
import { includes } from '../verify-proofs.js';
import { BundleWrong, require } from './bundle-wrong.js';
import { isKeyStream, type Manifest } from './manifest.js';
import { schemaNameOf, type Judge } from './schemas.js';
import { isMoment, isObject, isRevision, isUuid, readCanonical, requireFields } from './strict-json.js';

/** What the events of a bundle are judged by. */
export interface Judging {
  manifest: Manifest;
  checkpoint: Checkpoint;
  /** By name, such as `SecretAdded.v1`. */
  schemas: ReadonlyMap<string, Judge>;
}

const ENTRY_FIELDS = ['id', 'stream', 'revision', 'type', 'data', 'metadata'];
const MAX_ENTRY_BYTES = 65_535;
const HASH_BYTES = 32;
const NEWLINE = 0x0a;

/** The events of a bundle, of which each is found right: form, schema, inclusion, account, order. Throws `BundleWrong`. */
export function readEvents(eventsFile: Buffer, proofsFile: Buffer, judging: Judging): Entry[] {
  const { manifest, schemas } = judging;
  const [lines, proofs] = [linesOf(eventsFile, 'events.jsonl'), linesOf(proofsFile, 'proofs.jsonl')];
  require(lines.length === proofs.length, 'proofs.jsonl', 'it has another number of lines than events.jsonl');
  const [ids, used] = [new Set<string>(), new Set<string>()];
  const next = new Map(Object.entries(manifest.streams).map(([name, { firstRevision }]) => [name, firstRevision]));
  let lastIndex = -1;
  const events = lines.map((line, at) => {
    const event = readEntry(line, `events.jsonl, line ${at + 1}`);
    const where = `events.jsonl, line ${at + 1}, event ${event.id}`;
    requireEntry(event, where);
    for (const name of requireValid(event, schemas, where)) used.add(name);
    const index = requireIncluded(line, proofs[at] as Buffer, judging, where, `proofs.jsonl, line ${at + 1}`);
    const { account } = event.metadata as { account?: unknown };
    require(account === manifest.account, where, 'it is of another account');
    require(index > lastIndex, where, 'its leaf index is not after the one before');
    require(!ids.has(event.id), where, 'an event with this id came before');
    const expected = next.get(event.stream) ?? null;
    require(expected !== null, where, 'no event of its stream belongs in the bundle');
    require(event.revision === expected, where, `revision ${expected} of its stream comes next, and this is another`);
    next.set(event.stream, expected + 1);
    ids.add(event.id);
    lastIndex = index;
    return event;
  });
  for (const name of schemas.keys()) require(used.has(name), `schemas/${name}.json`, 'no event has it');
  return events;
}

function linesOf(file: Buffer, where: string): Buffer[] {
  require(file.length === 0 || file.at(-1) === NEWLINE, where, 'the last line does not end with a newline');
  const lines: Buffer[] = [];
  for (let at = 0; at < file.length;) {
    const end = file.indexOf(NEWLINE, at);
    lines.push(file.subarray(at, end));
    at = end + 1;
  }
  return lines;
}

function readEntry(line: Buffer, where: string): Entry {
  require(line.length <= MAX_ENTRY_BYTES, where, `the entry is longer than ${MAX_ENTRY_BYTES} bytes`);
  const entry = readCanonical(line, where);
  requireFields(entry, ENTRY_FIELDS, where);
  require(isUuid(entry['id']), where, 'its id is no UUID in lower case');
  return entry as unknown as Entry;
}

function requireEntry({ stream, type, revision, data, metadata }: Entry, where: string): void {
  require(isObject(data), where, 'its data is not an object');
  require(isObject(metadata), where, 'its metadata is not an object');
  require(typeof stream === 'string' && typeof type === 'string', where, 'its stream or type is not text');
  const types = isKeyStream(stream) ? schemaVersions : accountSchemaVersions;
  require(Object.hasOwn(types, type), where, 'its type is not known in its stream');
  require(isRevision(revision), where, 'its revision is none');
  require(isRevision(metadata['schemaVersion']), where, 'metadata.schemaVersion is no number of a version');
  require(isMoment(metadata['recordedAt']), where, 'metadata.recordedAt is no moment');
}

/** The data by the schema of its type and version, the metadata by one of those for it: answers which. */
function requireValid(event: Entry, schemas: Judging['schemas'], where: string): [string, string] {
  const name = schemaNameOf(event);
  const judge = schemas.get(name);
  if (!judge) throw new BundleWrong(where, `there is no schemas/${name}.json`);
  const fault = judge(event.data);
  require(fault === null, where, `its data is not as schemas/${name}.json says: ${fault ?? ''}`);
  for (const [metadataName, judgeMetadata] of schemas)
    if (metadataName.startsWith('metadata.') && judgeMetadata(event.metadata) === null) return [name, metadataName];
  throw new BundleWrong(where, 'its metadata holds to none of schemas/metadata.v<N>.json');
}

/** The proof leads from the entry to the root hash: answers its leaf index. */
function requireIncluded(line: Buffer, proofLine: Buffer, { checkpoint }: Judging, where: string, at: string): number {
  const proof = readCanonical(proofLine, at);
  requireFields(proof, ['hashes', 'leafIndex'], at);
  const { hashes, leafIndex } = proof;
  require(isRevision(leafIndex) && leafIndex < checkpoint.size, at, 'leafIndex is not in the tree');
  require(Array.isArray(hashes) && hashes.every(isHash), at, 'hashes is not a list of base64 of 32 bytes each');
  const path = hashes.map((hash) => Buffer.from(hash, 'base64'));
  const isIncluded = includes(checkpoint, { leafIndex, leafHash: leafHash(line.toString()) }, path);
  require(isIncluded, where, `it is not in the tree: ${at} leads to another root hash`);
  return leafIndex;
}

const isHash = (text: unknown): text is string => typeof text === 'string' && isBase64Of(text, HASH_BYTES);
