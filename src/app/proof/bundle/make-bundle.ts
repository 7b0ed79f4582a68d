import { hash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.js';
import { entryOf, type Entry } from '../entry.js';
import { inclusionPath } from '../make-proofs.js';
import { signNote, type Signer } from '../note.js';
import { statedIn } from '../signed-checkpoint.js';
import type { RangeHash } from './leaf-hashes.js';
import { BUNDLE, type Manifest, type StreamRange } from './manifest.js';
import { readme } from './readme.js';
import { replay, type State } from './replay.js';
import { streamsOf } from './require-complete.js';
import { metadataSchemaNameOf, schemaNameOf } from './schemas.js';
import { rangeOf, type Span } from './stream-range.js';
import { inOrder, type BundleFile } from './zip-form.js';

/** An event and which leaf of the tree it is. */
export interface Leaf {
  leafIndex: number;
  event: Entry;
}

export interface BundleToMake extends Span {
  /** The signed note. */
  checkpoint: string;
  /** Of the tree of the checkpoint. */
  hashOf: RangeHash;
  account: string;
  /** That key alone; null: the whole account. */
  keyId: string | null;
  /** All events of the streams that belong in the bundle, in the tree of the checkpoint. */
  leaves: readonly Leaf[];
  /** The JSON Schema of this name, such as `SecretAdded.v1`. */
  schemaOf: (name: string) => Uint8Array;
  signer: Signer;
}

/** The files of a bundle, in their order; the same for the same events, checkpoint and key. */
export function makeBundle(making: BundleToMake): BundleFile[] {
  const streams = streamsOf(making.leaves.map(({ event }) => event));
  const ranges = new Map([...streams].map(([name, events]) => [name, rangeOf(events, making)]));
  const inRange = making.leaves.filter(({ event }) => isIn(ranges.get(event.stream), event));
  const files = new Map<string, Buffer>([
    ['README.md', Buffer.from(readme)],
    ['checkpoint', Buffer.from(making.checkpoint)],
    ['events.jsonl', lines(inRange.map(({ event }) => entryOf(event)))],
    ['proofs.jsonl', lines(proofsOf(inRange, making))],
    ['state.json', Buffer.from(canonicalJson(statesOf(streams, ranges)))],
  ]);
  const events = inRange.map(({ event }) => event);
  const schemas = new Set(events.flatMap((event) => [schemaNameOf(event), metadataSchemaNameOf(event.metadata)]));
  for (const name of schemas) files.set(`schemas/${name}.json`, Buffer.from(making.schemaOf(name)));
  files.set('manifest.json', Buffer.from(manifestOf(making, ranges, files)));
  const names = inOrder([...files.keys()].filter((name) => name.startsWith('schemas/')));
  return names.map((name) => [name, files.get(name) as Buffer]);
}

const isIn = (range: StreamRange | undefined, { revision }: Entry): boolean =>
  range?.firstRevision != null &&
  range.lastRevision !== null &&
  revision >= range.firstRevision &&
  revision <= range.lastRevision;

const lines = (texts: readonly string[]): Buffer => Buffer.from(texts.map((text) => `${text}\n`).join(''));

function proofsOf(leaves: readonly Leaf[], { checkpoint, hashOf }: BundleToMake): string[] {
  const { size } = statedIn(checkpoint);
  return leaves.map(({ leafIndex }) => {
    const hashes = inclusionPath(hashOf, leafIndex, size).map((one) => one.toString('base64'));
    return canonicalJson({ hashes, leafIndex });
  });
}

/** The states before and after the range, of the streams that have events in it. */
function statesOf(streams: ReadonlyMap<string, readonly Entry[]>, ranges: ReadonlyMap<string, StreamRange>) {
  const [before, after]: [Record<string, State>, Record<string, State>] = [{}, {}];
  for (const [name, events] of streams) {
    const { firstRevision: first, lastRevision: last } = ranges.get(name) as StreamRange;
    if (first === null || last === null) continue;
    const begun = first > 0 ? replay(name, undefined, events.slice(0, first)) : undefined;
    if (begun) before[name] = begun;
    after[name] = replay(name, begun, events.slice(first, last + 1));
  }
  return { after, before };
}

function manifestOf(
  making: BundleToMake,
  ranges: ReadonlyMap<string, StreamRange>,
  files: ReadonlyMap<string, Buffer>,
) {
  const { origin, size, root } = statedIn(making.checkpoint);
  const manifest: Manifest = {
    bundle: BUNDLE,
    origin,
    treeSize: size,
    rootHash: root.toString('base64'),
    account: making.account,
    keys: making.keyId === null ? null : [making.keyId],
    from: making.from,
    to: making.to,
    streams: Object.fromEntries(ranges),
    files: Object.fromEntries([...files].map(([name, content]) => [name, hash('sha256', content)])),
  };
  return signNote(`${canonicalJson(manifest)}\n`, [making.signer]);
}
