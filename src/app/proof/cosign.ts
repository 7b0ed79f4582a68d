import { MAX_SIGNATURES, parseNote, signatureLine, type NoteSignature } from './note.js';
import type { VerifierKey } from './verifier-key.js';

export type CosignatureFault = 'NOT_NEWEST' | 'WITNESS_UNKNOWN' | 'WRONG' | 'FULL';

/** What a witness sent is not kept. */
export class CosignatureRefused extends Error {
  override name = 'CosignatureRefused';
  constructor(readonly fault: CosignatureFault) {
    super(`The cosignature is refused: ${fault}.`);
  }
}

/**
 * The note with those of the lines that witnesses have signed it by; it is the note itself when it has them. What was sent is lines of
 * signatures, or a whole note. Lines of others are passed over, as the log's own in a whole note. A witness signs a checkpoint once: its
 * first line stays. Throws `NoteInvalid` and `CosignatureRefused`.
 */
export function cosigned(note: string, sent: string, witnesses: readonly VerifierKey[]): string {
  const { text, signatures: there } = parseNote(note);
  const ended = sent.endsWith('\n') ? sent : `${sent}\n`;
  const given = parseNote(ended.includes('\n\n') ? ended : `${text}\n${ended}`);
  if (given.text !== text) throw new CosignatureRefused('NOT_NEWEST');
  const found = new Map(there.map((line) => [keyIn(line), line]));
  let isOfWitness = false;
  for (const line of given.signatures) {
    const witness = witnesses.find((one) => keyIn(one) === keyIn(line));
    if (!witness) continue;
    isOfWitness = true;
    if (!witness.verifies(text, line.signature)) throw new CosignatureRefused('WRONG');
    if (!found.has(keyIn(line))) found.set(keyIn(line), line);
  }
  if (!isOfWitness) throw new CosignatureRefused('WITNESS_UNKNOWN');
  if (found.size > MAX_SIGNATURES) throw new CosignatureRefused('FULL');
  return (
    note +
    [...found.values()]
      .filter((line) => !there.includes(line))
      .map(signatureLine)
      .join('')
  );
}

const keyIn = ({ name, id }: Pick<NoteSignature, 'name' | 'id'>): string => `${name}+${id}`;
