import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { TransactionalDatabase } from './transactional-database.js';

/** Linux generates a new id whenever the machine starts (random(4)); a container sees that of the kernel it runs on. */
const LINUX = '/proc/sys/kernel/random/boot_id';

/** Which boot of the machine this is. Where nobody says, another one each time: nothing is believed to be of this boot. */
export function bootId(file = LINUX): string {
  try {
    return readFileSync(file, 'utf8').trim() || randomUUID();
  } catch {
    return randomUUID();
  }
}

/**
 * Notes in a new file under which boot it is written; throws for a file of another boot, or of none. Without fsync, what
 * was written before a power cut may be on the disk in part, each page valid in itself: no check of the file would see it.
 */
export function checkBoot(db: TransactionalDatabase, boot: string): void {
  if (db.get('SELECT 1 FROM sqlite_schema') === undefined)
    db.transaction(() => {
      db.run('CREATE TABLE written_under (boot TEXT NOT NULL)');
      db.run('INSERT INTO written_under (boot) VALUES (?)', boot);
    });
  else if (db.get<{ boot: string }>('SELECT boot FROM written_under')?.boot !== boot)
    throw new Error('the views were written under another boot of the machine');
}
