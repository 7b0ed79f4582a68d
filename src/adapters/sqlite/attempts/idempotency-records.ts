import { StoreUnavailable } from '../../../app/log/event-store.js';
import type { IdempotencyRecord, IdempotencyRecords } from '../../../app/commands/idempotency/records.js';
import { LogFault } from '../database/errors.js';
import type { Fault } from '../database/fault.js';
import type { RecordsAnswer, RecordsRequest } from './idempotency-messages.js';
import { saysDamage } from '../database/result-code.js';
import { startThread } from '../threads/thread-link.js';

export interface SqliteIdempotencyRecordsOptions {
  /** The event store has to have it already: its lock is theirs. */
  dataDirectory: string;
  now: () => Date;
  /** The disk has failed; see `SqliteEventStoreOptions`. */
  onFatal: (error: LogFault) => void;
}

/** Records of idempotent commands in `idempotency.db`. What has expired is gone from the file with the next start, or the next purge. */
export async function openSqliteIdempotencyRecords({ dataDirectory, now, onFatal }: SqliteIdempotencyRecordsOptions) {
  const cannotBeOpened = ({ message, resultCode }: Pick<Fault, 'message' | 'resultCode'>) =>
    new LogFault(
      `${dataDirectory}/idempotency.db cannot be opened: ${message}. Without it the server starts, and takes a retry of an earlier command for a new one.`,
      resultCode,
    );
  const thread = await startThread<null, RecordsRequest, RecordsAnswer>({
    body: new URL('./idempotency-thread.js', import.meta.url),
    data: { dataDirectory },
    onFatal: ({ message, resultCode }) =>
      onFatal(new LogFault(`The records of idempotent commands failed: ${message}`, resultCode)),
  }).catch((fault: unknown) => {
    throw cannotBeOpened(fault as Fault); // that is what it rejects with
  });
  async function ask(request: RecordsRequest): Promise<IdempotencyRecord | undefined> {
    const answer = await thread.call(request);
    if (answer.kind === 'record') return answer.record;
    const { message, resultCode } = answer.fault;
    const cause = new LogFault(message, resultCode);
    throw new StoreUnavailable('The records of idempotent commands cannot be read or written now.', { cause });
  }
  const first = await thread.call({ kind: 'purge', now: now().toISOString() });
  if (first.kind === 'unavailable' && saysDamage(first.fault.resultCode)) {
    await thread.close();
    throw cannotBeOpened(first.fault);
  }
  return {
    inFlightMs: 0,
    find: (ids, at) => ask({ kind: 'find', ids, now: at }),
    save: async (record, at) => (await ask({ kind: 'save', record, now: at })) ?? record,
    async purge(at) {
      await ask({ kind: 'purge', now: at });
    },
    close: () => thread.close(),
  } satisfies IdempotencyRecords;
}
