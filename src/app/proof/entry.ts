import type { StoredEvent } from '../log/event-store.js';
import { canonicalJson } from './canonical-json.js';

/** An event as the proof has it: as the store keeps it, without its position. */
export type Entry = Omit<StoredEvent, 'position'>;

/** The canonical JSON of an event, as `docs/audit-proof.md` (Leaf) has it: what a leaf of the tree is the hash of. */
export const entryOf = ({ id, stream, revision, type, data, metadata }: Entry): string =>
  `{"data":${canonicalJson(data)},"id":${canonicalJson(id)},"metadata":${canonicalJson(metadata)},"revision":${revision},"stream":${canonicalJson(stream)},"type":${canonicalJson(type)}}`;
