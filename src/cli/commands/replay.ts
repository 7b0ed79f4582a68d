import { foldKeyDetails } from '../../../projections/key-details/fold.js';
import type { KeyDetails } from '../../../projections/key-details/row.js';
import { foldKeyHistory, type HistoryEntry } from '../../../projections/key-history/fold.js';
import { decode, streamOf } from '../../app/decode.js';
import type { RecordedKeyEvent } from '../../domain/key/recorded.js';
import { oneLine } from '../terminal/one-line.js';
import { openToRead } from '../stores/open-log.js';
import { configuredPlace } from '../stores/store-address.js';
import { CannotDo, type Subcommand } from '../subcommand.js';
import { upTo, type Until } from '../replay/up-to.js';

interface Options extends Until {
  key: string;
  json?: boolean;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const textOf = ({ revision, recordedAt, actor, account, type, details, reason }: HistoryEntry) =>
  [
    `${revision}  ${recordedAt}  ${type}  by ${oneLine(actor.id)} (${actor.kind} of ${oneLine(account)})`,
    ...details.map(({ name, value }) => `${name}=${oneLine(value)}`),
    ...(reason === null ? [] : [`reason=${oneLine(reason)}`]),
  ].join('  ');

/** What auditors may see, as the history in GraphQL has it: no digest, no id of a pepper. */
function print(events: readonly RecordedKeyEvent[], json: boolean): void {
  const entries = events.map((event) => foldKeyHistory(undefined, event));
  const key = events.reduce<KeyDetails | undefined>(foldKeyDetails, undefined);
  for (const entry of entries) console.log(json ? oneLine(entry) : textOf(entry));
  console.log(json ? oneLine({ integratorKey: key }) : `\nThe key after revision ${key?.revision}:  ${oneLine(key)}`);
}

async function replay({ key, json = false, ...until }: Options) {
  const keyId = key.toLowerCase();
  if (!GUID.test(keyId)) throw new CannotDo('--key is the id of an integrator key, a GUID.');
  const log = await openToRead(configuredPlace());
  try {
    const events = (await log.readStream(streamOf(keyId))).map(decode);
    if (events.length === 0) throw new CannotDo('There is no such key in the log.');
    print(upTo(until, events), json);
  } finally {
    await log.close();
  }
}

/** `keyledger replay`: the history of a key from the log itself, beside a server or without one. */
export const replayCommand: Subcommand = (program) =>
  program
    .command('replay')
    .description('Prints what happened to a key, one event a line, and what it was like in the end. No digests.')
    .requiredOption('--key <id>', 'the id of the key, which is its client_id')
    .option('--revision <number>', 'only up to this revision, from 0')
    .option('--at <time>', 'only up to this time, such as 2026-11-23T02:14:00Z')
    .option('--json', 'one JSON object a line: the events, and at last the key')
    .action(replay);
