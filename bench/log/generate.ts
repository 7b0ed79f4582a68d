import { randomUUID } from 'node:crypto';
import { NO_STREAM } from '../../src/app/log/event-store.js';
import { appendRequest } from '../../src/adapters/sqlite/log/append-request.js';
import { batchAppender } from '../../src/adapters/sqlite/log/append-batch.js';
import { openLog } from '../../src/adapters/sqlite/log/log-file.js';
import { streamOf } from '../../src/app/log/streams.js';
import type { Caller } from '../../src/app/access/session.js';
import { stamp } from '../../src/app/commands/stamp.js';
import type { KeyEvent } from '../../src/domain/key/facts.js';
import { lifeOfAKey } from './life-of-a-key.js';

const ACCOUNTS = 20;
/** Keys that are being worked on at the same time: neighbours in the log are seldom of one key. */
const OPEN_KEYS = 2_000;
/** Appends to a transaction. */
const BATCH = 2_000;

interface OpenKey {
  id: string;
  caller: Caller;
  revision: number;
  commands: KeyEvent[][];
}

type Life = (account: string, number: number) => KeyEvent[][];

function birth(number: number, life: Life): OpenKey {
  const account = `account-${number % ACCOUNTS}`;
  const actor = { id: `developer@${account}.example`, kind: 'user', account, roles: ['ADMINISTRATOR'] } as const;
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36';
  const reach = { account, owner: null };
  const caller: Caller = { actor, reach, sourceIp: '192.0.2.17', userAgent, correlationId: randomUUID() };
  return { id: randomUUID(), caller, revision: -1, commands: life(account, number) };
}

/** Appends of many keys in turns, with at least so many events; as the handler would have asked for them. */
function* appends(events: number, life: Life) {
  const identity = (account: string) => ({
    commandId: randomUUID(),
    eventId: randomUUID,
    at: new Date().toISOString(),
    account,
  });
  const open = Array.from({ length: Math.min(OPEN_KEYS, Math.ceil(events / 20)) }, (_, number) => birth(number, life));
  for (let born = open.length, told = 0, turn = 0; told < events; turn += 7919 /* a prime: everybody's turn comes */) {
    const key = open[turn % open.length]!;
    const facts = key.commands.shift();
    if (!facts) {
      open[turn % open.length] = birth(born++, life);
      continue;
    }
    yield appendRequest(
      streamOf(key.id),
      key.revision < 0 ? NO_STREAM : key.revision,
      stamp(facts, key.caller, null, identity(key.caller.actor.account ?? '')),
    );
    key.revision += facts.length;
    told += facts.length;
  }
}

/** Fills the log of a data directory straight through the writer's own transaction; answers the number of events. */
export function generateLog(dataDirectory: string, events: number, life: Life = lifeOfAKey): number {
  const { database, logId } = openLog(dataDirectory);
  const appendAll = batchAppender(database, logId);
  let written = 0;
  let batch: ReturnType<typeof appendRequest>[] = [];
  const flush = () => {
    written += appendAll(batch).written;
    batch = [];
  };
  for (const request of appends(events, life)) if (batch.push(request) === BATCH) flush();
  flush();
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  return written;
}
