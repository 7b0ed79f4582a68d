import { isBase64Of } from './base64.js';
import { NoteInvalid } from './note.js';
import type { StatedTree } from './verify-proofs.js';

/** The tree of a log as it was: what a checkpoint states. */
export interface Checkpoint extends StatedTree {
  /** The name of the log; with another one it would be another log. */
  origin: string;
}

const HASH_BYTES = 32;
const SIZE = /^(0|[1-9]\d{0,15})$/;

/** C2SP tlog-checkpoint: origin, size and root hash, a line each. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

/** Further lines are extensions, which a reader ignores. Throws `NoteInvalid`. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', root = '', ...more] = text.split('\n');
  const isSound =
    origin !== '' && SIZE.test(size) && Number.isSafeInteger(Number(size)) && isBase64Of(root, HASH_BYTES);
  if (!isSound || more.at(-1) !== '' || more.slice(0, -1).includes(''))
    throw new NoteInvalid('The text is no checkpoint: origin, tree size and root hash.');
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') };
}

/** May a log have this name? It is that of a key too: printable ASCII, no space, no plus, and short. */
export const isOrigin = (text: string): boolean => /^[!-*,-~]{1,200}$/.test(text);
