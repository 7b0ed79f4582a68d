import { accountStreamOf, streamOf, KEYS } from '../../log/streams.js';
import type { Checkpoint } from '../checkpoint.js';
import { require } from './bundle-wrong.js';
import {
  isMoment,
  isObject,
  isRevision,
  isUuid,
  readCanonical,
  requireFields,
  type JsonObject,
} from './strict-json.js';

export const BUNDLE = 'keyledger audit bundle v1';

/** Which of a stream's events are in the bundle; the first two are null when none is. */
export interface StreamRange {
  firstRevision: number | null;
  lastRevision: number | null;
  /** Of the whole stream, in the tree of the checkpoint. */
  lastRevisionAtTreeSize: number;
}

/** The signed statement of what is in a bundle, and of what is not. */
export interface Manifest {
  bundle: typeof BUNDLE;
  origin: string;
  treeSize: number;
  /** Base64. */
  rootHash: string;
  account: string;
  /** Null: all streams of the account; or one key. */
  keys: readonly [string] | null;
  /** ISO 8601 UTC with milliseconds, or null. */
  from: string | null;
  to: string | null;
  streams: Readonly<Record<string, StreamRange>>;
  /** SHA-256, hex. */
  files: Readonly<Record<string, string>>;
}

const FIELDS = ['bundle', 'origin', 'treeSize', 'rootHash', 'account', 'keys', 'from', 'to', 'streams', 'files'];
const STREAM_FIELDS = ['firstRevision', 'lastRevision', 'lastRevisionAtTreeSize'];
const where = 'manifest.json';

export const isKeyStream = (name: string): boolean => name.startsWith(KEYS) && isUuid(name.slice(KEYS.length));

/** The manifest in the text of a note, about the tree of the checkpoint. Throws `BundleWrong`. */
export function readManifest(text: string, checkpoint: Checkpoint): Manifest {
  const manifest = readCanonical(Buffer.from(text.slice(0, -1)), where);
  requireFields(manifest, FIELDS, where);
  const { account, keys, streams } = manifest;
  require(manifest['bundle'] === BUNDLE, where, 'it is not of a bundle of version 1');
  require(manifest['origin'] === checkpoint.origin, where, 'the origin is not that of the checkpoint');
  require(manifest['treeSize'] === checkpoint.size, where, 'the tree size is not that of the checkpoint');
  const rootHash = checkpoint.root.toString('base64');
  require(manifest['rootHash'] === rootHash, where, 'the root hash is not that of the checkpoint');
  require(typeof account === 'string', where, 'the account is not text');
  for (const edge of ['from', 'to'])
    require(manifest[edge] === null || isMoment(manifest[edge]), where, `${edge} is not a moment or null`);
  require(keys === null || isOneKey(keys), where, 'keys is not null or a list of one key id');
  require(isObject(streams), where, 'streams is not an object');
  let events = 0;
  for (const [name, range] of Object.entries(streams)) {
    const belongs =
      keys === null ? isKeyStream(name) || name === accountStreamOf(account) : name === streamOf(keys[0] ?? '');
    require(belongs, where, 'a stream does not belong here');
    requireRange(manifest, range, `${where}, stream ${name}`);
    events += range.lastRevisionAtTreeSize + 1;
  }
  require(events <= checkpoint.size, where, 'its streams have more events than the tree');
  require(isObject(manifest['files']), where, 'files is not an object');
  return manifest as unknown as Manifest;
}

const isOneKey = (keys: unknown): keys is readonly string[] =>
  Array.isArray(keys) && keys.length === 1 && isUuid(keys[0]);

/** Null `from` begins at revision 0, null `to` ends at the last revision of the tree. */
function requireRange({ from, to }: JsonObject, range: unknown, at: string): asserts range is StreamRange {
  requireFields(range, STREAM_FIELDS, at);
  const { firstRevision: first, lastRevision: last, lastRevisionAtTreeSize: lastInTree } = range;
  require(isRevision(lastInTree), at, 'lastRevisionAtTreeSize is no revision');
  if (first === null && last === null)
    return require(from !== null || to !== null, at, 'no event is in a range that is everything');
  require(isRevision(first) &&
    isRevision(last), at, 'firstRevision and lastRevision are not both revisions or both null');
  require(first <= last && last <= lastInTree, at, 'its revisions are not in order');
  require(from !== null || first === 0, at, 'the range does not begin at revision 0');
  require(to !== null || last === lastInTree, at, 'the range does not end at the last revision');
}
