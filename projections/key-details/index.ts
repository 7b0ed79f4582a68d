import { withChecksum, type Projection, type ViewDatabase } from '../../src/app/views/views.js';
import { credentialsTable, saveCredentialNames } from './credential-names.js';
import { saveRequests } from './list-requests.js';
import { saveStanding, standingTables } from './save-standing.js';
import { saveProposals } from './list-proposals.js';
import { foldCase } from './fold-case.js';
import { foldKeyDetails } from './fold.js';
import type { KeyDetails } from './row.js';

/**
 * The read model of a key for people. The column `row` is the whole key as JSON; the other columns serve to filter and
 * sort lists. Each index ends in the id, so that a page can start at any row. Names are in folded case where they are searched and sorted.
 */
export const keyDetails: Projection<KeyDetails> = {
  name: 'key_details',
  version: 12,
  tables: [
    `CREATE TABLE key_details (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, account TEXT NOT NULL, owner TEXT NOT NULL,
      status TEXT NOT NULL, name TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
      row TEXT NOT NULL, checksum INTEGER NOT NULL)`,
    'CREATE INDEX key_details_by_name ON key_details (account, name, id)',
    'CREATE INDEX key_details_by_creation ON key_details (account, created_at, id)',
    'CREATE INDEX key_details_by_update ON key_details (account, updated_at, id)',
    'CREATE INDEX key_details_by_owner ON key_details (account, owner, name, id)',
    `CREATE VIRTUAL TABLE key_details_text USING fts5 (account, name, tokenize = 'trigram', detail = 'full')`,
    `CREATE TABLE key_details_uri (uri TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (uri, number)) WITHOUT ROWID`,
    'CREATE INDEX key_details_uri_by_key ON key_details_uri (number)',
    // the requests to go live, for the queue of those who review them
    `CREATE TABLE key_details_request (
      id TEXT PRIMARY KEY, number INTEGER NOT NULL, account TEXT NOT NULL, requested_at TEXT NOT NULL, expires_at TEXT NOT NULL,
      revision INTEGER NOT NULL, reviewed_revision INTEGER NOT NULL, ended TEXT) WITHOUT ROWID`,
    'CREATE INDEX key_details_request_by_key ON key_details_request (number)',
    'CREATE INDEX key_details_request_by_time ON key_details_request (requested_at, id)',
    'CREATE INDEX key_details_request_by_end ON key_details_request (expires_at, id)',
    credentialsTable,
    // the proposed changes, for those who approve them
    `CREATE TABLE key_details_proposal (
      id TEXT PRIMARY KEY, number INTEGER NOT NULL, account TEXT NOT NULL, proposed_at TEXT NOT NULL, expires_at TEXT NOT NULL,
      is_stale INTEGER NOT NULL, state TEXT NOT NULL) WITHOUT ROWID`,
    'CREATE INDEX key_details_proposal_by_key ON key_details_proposal (number)',
    'CREATE INDEX key_details_proposal_by_time ON key_details_proposal (account, proposed_at, id)',
    ...standingTables,
  ],
  rowId: ({ keyId }) => keyId,
  fold: foldKeyDetails,
  load: (db, id) => db.value<KeyDetails>('SELECT row, checksum FROM key_details WHERE id = ?', id),
  save(db, key, before) {
    db.run(
      `INSERT INTO key_details (id, account, owner, status, name, created_at, updated_at, row, checksum)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, status = excluded.status,
       name = excluded.name, updated_at = excluded.updated_at, row = excluded.row, checksum = excluded.checksum`,
      ...[key.id, key.account, key.owner, key.status, foldCase(key.name)],
      ...[key.createdAt, key.updatedAt, ...withChecksum(key)],
    );
    if (before?.name !== key.name) saveName(db, key, before);
    if (before?.redirectUris !== key.redirectUris) saveRedirectUris(db, key, before);
    if (before?.goLive !== key.goLive) saveRequests(db, key);
    saveProposals(db, key, before);
    saveStanding(db, key, before);
    saveCredentialNames(db, key, before);
  },
};

const NUMBER = '(SELECT number FROM key_details WHERE id = ?)';

/** Deletes the old name and inserts the new one, because FTS5 tables have no UPSERT. */
function saveName(db: ViewDatabase, { id, account, name }: KeyDetails, before: KeyDetails | undefined): void {
  if (before) db.run(`DELETE FROM key_details_text WHERE rowid = ${NUMBER}`, id);
  db.run(`INSERT INTO key_details_text (rowid, account, name) VALUES (${NUMBER}, ?, ?)`, id, account, foldCase(name));
}

function saveRedirectUris(db: ViewDatabase, { id, redirectUris }: KeyDetails, before: KeyDetails | undefined): void {
  if (before) db.run(`DELETE FROM key_details_uri WHERE number = ${NUMBER}`, id);
  for (const { uri } of redirectUris)
    db.run(`INSERT OR IGNORE INTO key_details_uri (uri, number) VALUES (?, ${NUMBER})`, uri, id);
}
