import { parseCheckpoint, type Checkpoint } from '../checkpoint.js';
import { NoteInvalid, openNote, parseNote } from '../note.js';
import { emptyRoot } from '../tree.js';
import type { VerifierKey } from '../verifier-key.js';
import { BundleWrong, require } from './bundle-wrong.js';
import { readManifest, type Manifest } from './manifest.js';
import { readText } from './strict-json.js';

export interface Signed {
  manifest: Manifest;
  checkpoint: Checkpoint;
}

/** The two signed notes of a bundle: by a trusted key in the name of the origin, about the same tree. Throws `BundleWrong`. */
export function readSigned(checkpointFile: Buffer, manifestFile: Buffer, trusted: readonly VerifierKey[]): Signed {
  const opened = (file: Buffer, where: string) => {
    const note = readText(file, where);
    return ofNote(where, () => openNote(note, trusted));
  };
  const checkpointNote = opened(checkpointFile, 'checkpoint');
  const manifestNote = opened(manifestFile, 'manifest.json');
  const { signatures } = parseNote(String(manifestFile));
  require(signatures.length === 1, 'manifest.json', 'it has more than its one signature');
  const checkpoint = ofNote('checkpoint', () => parseCheckpoint(checkpointNote.text));
  const isOfNothing = checkpoint.size > 0 || checkpoint.root.equals(emptyRoot);
  require(isOfNothing, 'checkpoint', 'the root hash is not that of an empty tree');
  const manifest = readManifest(manifestNote.text, checkpoint);
  for (const [where, { verified }] of [
    ['checkpoint', checkpointNote],
    ['manifest.json', manifestNote],
  ] as const) {
    const isByOrigin = verified.some(({ name }) => name === checkpoint.origin);
    require(isByOrigin, where, 'no signature is by a trusted key whose name is the origin');
  }
  return { manifest, checkpoint };
}

/** What is wrong with a note, as what is wrong with the file. */
function ofNote<Read>(where: string, read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (error instanceof NoteInvalid) throw new BundleWrong(where, error.message);
    throw error;
  }
}
