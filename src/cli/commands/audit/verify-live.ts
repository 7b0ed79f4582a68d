import { existsSync, readFileSync } from 'node:fs';
import { replacePrivateFile } from '../../../adapters/crypto/private-file.js';
import { NoteInvalid } from '../../../app/proof/note.js';
import { verifierKey } from '../../../app/proof/verifier-key.js';
import { LogWrong, watchLog } from '../../../app/proof/watch-log.js';
import { servedLog } from '../../audit/served-log.js';
import { CannotDo } from '../../terminal/cannot-do.js';
import { counted } from '../../terminal/counted.js';
import { oneLine } from '../../terminal/one-line.js';

export interface LiveOptions {
  url: string;
  trust: readonly string[];
  remember?: string;
  tokenFile?: string;
}

/** `keyledger audit verify --url`: does the log of a server continue what it was the last time? Exit code 1: it does not. */
export async function verifyLive({ url, trust, remember, tokenFile }: LiveOptions): Promise<void> {
  if (remember === undefined)
    throw new CannotDo('--remember names the file in which the newest checkpoint is kept from one time to the next.');
  const trusted = trust.map(verifierKey);
  const token = tokenFile === undefined ? undefined : read(tokenFile, '--token-file').trim();
  const kept = existsSync(remember) ? read(remember, '--remember') : null;
  try {
    const { note, now, before } = await watchLog(servedLog(url, token), trusted, kept);
    if (note !== kept) replacePrivateFile(remember, note);
    console.log(`${oneLine(now.origin)}: ${counted(now.size, 'event')}, signed by a trusted key`);
    console.log(
      before
        ? `They continue the ${counted(before.size, 'event')} that were remembered.`
        : 'Nothing was remembered before; from now on this is.',
    );
  } catch (error) {
    if (!(error instanceof LogWrong || error instanceof NoteInvalid)) throw error;
    console.error(`WRONG: ${error.message}`);
    process.exitCode = 1;
  }
}

function read(file: string, option: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CannotDo(`The file of ${option} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`);
  }
}
