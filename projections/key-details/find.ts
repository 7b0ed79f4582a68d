import type { ViewDatabase } from '../../src/app/views/views.js';
import type { Reach } from '../../src/domain/key/reach.js';
import type { KeyDetails } from './row.js';

/** The key, if it is within sight; another account's, a colleague's and a missing one are all none. */
export const findKey = (db: ViewDatabase, { account, owner }: Reach, id: string): KeyDetails | undefined =>
  db.value(
    'SELECT row, checksum FROM key_details WHERE id = ? AND account = coalesce(?, account) AND owner = coalesce(?, owner)',
    ...[id, account, owner],
  );
