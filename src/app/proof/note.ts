import { isBase64Of } from './base64.js';
import type { VerifierKey } from './verifier-key.js';

/** Somebody who signs notes. */
export interface Signer {
  name: string;
  /** Of the key under this name: 8 hex digits. */
  id: string;
  sign: (text: string) => Buffer;
}

/** One line of a note. */
export interface NoteSignature {
  name: string;
  id: string;
  signature: Buffer;
}

/** A note that is none, or that nobody whom the reader trusts has signed. The message says which, and quotes nothing. */
export class NoteInvalid extends Error {
  override name = 'NoteInvalid';
}

/** As many as every reader of notes takes. */
export const MAX_SIGNATURES = 16;
const ID_BYTES = 4;
/** A key name has no white space, which is not quite what \s is, and no plus. */
const LINE = /^— ([^\p{White_Space}+]+) ([A-Za-z0-9+/=]+)$/u;
const CONTROL = /[\0-\x09\x0b-\x1f]/;
/** Between the text and the signatures. */
const BREAK = '\n\n';

export const signatureLine = ({ name, id, signature }: NoteSignature): string =>
  `— ${name} ${Buffer.concat([Buffer.from(id, 'hex'), signature]).toString('base64')}\n`;

/** C2SP signed-note: the text, which ends with a newline, an empty line, and a line for each signer. */
export const signNote = (text: string, signers: readonly Signer[]): string =>
  `${text}\n${signers.map(({ name, id, sign }) => signatureLine({ name, id, signature: sign(text) })).join('')}`;

/** The two parts of a note, nothing verified. Throws `NoteInvalid`. */
export function parseNote(note: string): { text: string; signatures: NoteSignature[] } {
  if (!note.isWellFormed() || CONTROL.test(note)) throw new NoteInvalid('A note is text without control characters.');
  const end = note.lastIndexOf(BREAK);
  const lines = note.slice(end + BREAK.length).split('\n');
  const isEnded = lines.pop() === '';
  if (end < 0 || !isEnded || lines.length === 0)
    throw new NoteInvalid('A note is a text, an empty line, and lines of signatures.');
  if (lines.length > MAX_SIGNATURES) throw new NoteInvalid(`A note has at most ${MAX_SIGNATURES} signatures.`);
  return { text: note.slice(0, end + 1), signatures: lines.map(signatureIn) };
}

function signatureIn(line: string): NoteSignature {
  const [, name = '', base64 = ''] = LINE.exec(line) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  const isSound = isBase64Of(base64, bytes.length) && bytes.length > ID_BYTES;
  if (!isSound) throw new NoteInvalid('A line of the signatures is none.');
  return { name, id: bytes.subarray(0, ID_BYTES).toString('hex'), signature: bytes.subarray(ID_BYTES) };
}

/**
 * The text of a note and the lines of those among `trusted` who have signed it. Lines of keys that nobody trusts are passed over; a
 * wrong signature of a trusted key makes the whole note wrong. Throws `NoteInvalid`.
 */
export function openNote(note: string, trusted: readonly VerifierKey[]): { text: string; verified: NoteSignature[] } {
  const { text, signatures } = parseNote(note);
  const verified = signatures.filter(({ name, id, signature }) => {
    const key = trusted.find((one) => one.name === name && one.id === id);
    if (!key) return false;
    if (!key.verifies(text, signature)) throw new NoteInvalid('A signature of a trusted key is wrong.');
    return true;
  });
  if (verified.length === 0) throw new NoteInvalid('No trusted key has signed the note.');
  return { text, verified };
}
