import type { ViewDatabase } from '../../src/app/views/views.js';
import type { Reach } from '../../src/domain/key/reach.js';
import { REQUESTED } from './list-requests.js';
import type { KeyDetails } from './row.js';

/** The key, if it exists within reach; undefined also for a key of another account or owner. */
export const findKey = (
  db: ViewDatabase,
  { account, owner, onlyRequested }: Reach,
  id: string,
): KeyDetails | undefined =>
  db.value(
    `SELECT row, checksum FROM key_details WHERE id = ? AND account = coalesce(?, account) AND owner = coalesce(?, owner)${onlyRequested ? ` AND ${REQUESTED}` : ''}`,
    ...[id, account, owner],
  );
