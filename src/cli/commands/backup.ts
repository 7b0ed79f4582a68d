import { resolve } from 'node:path';
import { backUp, type BackedUp } from '../../adapters/sqlite/backup/back-up.js';
import { readDataDirectory } from '../../config/config.js';
import { counted } from '../terminal/counted.js';
import { oneLine } from '../terminal/one-line.js';

const summary = ({ file, events, head, bytes }: BackedUp) =>
  `Copied ${counted(events, 'event')}, up to position ${head}, ${bytes} bytes, to ${file}
Checked: the copy is whole, of this log, and ends in an event that the log has there.
NOT copied: the peppers, without which no secret in this copy counts. Copy the file that KEYLEDGER_PEPPERS_FILE names
(in development peppers.json in the data directory) yourself, to another place than this one.
Not copied on purpose: the views, which are made again, and the answers kept for retries: a retry across a restore is a
new command.`;

/** `keyledger backup`: the log as it is at one moment, while the server runs. */
export function backup({ to, json = false }: { to: string; json?: boolean }): void {
  const copied = backUp(readDataDirectory(), resolve(to));
  console.log(json ? oneLine(copied) : summary(copied));
}
