import type { UsageBatch } from '../../../app/usage/usage-store.js';
import { merged } from '../../../domain/usage/merge-tallies.js';
import { pruneDays } from '../../../domain/usage/prune-days.js';
import type { Tally, UsageKind } from '../../../domain/usage/tally.js';
import { prepare, type Database } from '../database/driver.js';
import { presenceCommands } from './presence-statements.js';
import { readerCommands } from './reader-statements.js';
import type { UsageAnswer, UsageRequest } from './usage-messages.js';

interface Row extends Omit<Tally, 'days'> {
  days: string;
}
const COLUMNS = 'client_id AS clientId, subject_id AS subjectId, kind, last_at AS lastAt, days';

const tallyOf = ({ days, ...row }: Row): Tally => ({ ...row, days: JSON.parse(days) as Tally['days'] });

/** What is asked of the use of credentials, in SQL; each of it is one transaction. */
export function usageCommands(database: Database) {
  const one = prepare<[string, UsageKind], Row>(
    database,
    `SELECT ${COLUMNS} FROM tallies WHERE subject_id = ? AND kind = ?`,
  );
  const some = prepare<[string], Row>(
    database,
    `SELECT ${COLUMNS} FROM tallies WHERE subject_id IN (SELECT value FROM json_each(?))`,
  );
  const old = prepare<[string], Row>(database, `SELECT ${COLUMNS} FROM tallies WHERE first_day < ?`);
  const used = prepare<[string], { clientId: string }>(
    database,
    `SELECT DISTINCT client_id AS clientId FROM tallies WHERE last_at >= ? AND kind <> 'FAILED'`,
  );
  const save = prepare<(string | null)[]>(
    database,
    'INSERT OR REPLACE INTO tallies (client_id, subject_id, kind, last_at, days, first_day) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const recording = prepare<[], { observedSince: string; lastBatch: string }>(
    database,
    'SELECT observed_since AS observedSince, last_batch AS lastBatch FROM recording',
  );
  const record = prepare<[string, string]>(
    database,
    `INSERT INTO recording (one, observed_since, last_batch) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE
     SET observed_since = min(observed_since, excluded.observed_since), last_batch = excluded.last_batch`,
  );
  const [readers, presences] = [readerCommands(database), presenceCommands(database)];
  const put = ({ clientId, subjectId, kind, lastAt, days }: Tally) =>
    save.run(clientId, subjectId, kind, lastAt, JSON.stringify(days), Object.keys(days).sort()[0] ?? null);
  const observedSince = () => recording.get()?.observedSince ?? null;

  function write({ id, tallies, observedSince: since, presence }: UsageBatch): void {
    if (recording.get()?.lastBatch === id) return;
    for (const tally of tallies) {
      const before = one.get(tally.subjectId, tally.kind);
      put(before ? merged(tallyOf(before), tally) : tally);
    }
    record.run(since, id);
    if (presence) presences.tell(presence);
  }

  return (request: UsageRequest): UsageAnswer => {
    switch (request.kind) {
      case 'write':
        write(request.batch);
        return { kind: 'done' };
      case 'find': {
        const tallies = some.all(JSON.stringify(request.subjectIds)).map(tallyOf);
        return { kind: 'found', observedSince: observedSince(), tallies };
      }
      case 'usedSince': {
        const clientIds = used.all(request.at).map(({ clientId }) => clientId);
        return { kind: 'used', observedSince: observedSince(), clientIds };
      }
      case 'presence':
        return { kind: 'presence', presences: presences.all() };
      case 'purge':
        for (const row of old.all(request.firstDay)) put(pruneDays(tallyOf(row), request.firstDay));
        presences.forget(request.firstDay);
        return { kind: 'done' };
      case 'writeReads':
        readers.write(request.reads);
        return { kind: 'done' };
      case 'readsOf':
        return { kind: 'reads', reads: readers.readsOf(request.account) };
    }
  };
}
