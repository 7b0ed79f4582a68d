import { foldKeyDetails } from '../../../projections/key-details/fold.js';
import type { KeyDetails } from '../../../projections/key-details/row.js';
import { foldKeyHistory } from '../../../projections/key-history/fold.js';
import { decode } from '../../app/log/decode.js';
import { streamOf } from '../../app/log/streams.js';
import type { RecordedKeyEvent } from '../../domain/key/recorded.js';
import { oneLine } from '../terminal/one-line.js';
import { openToRead } from '../stores/open-log.js';
import { configuredStore } from '../stores/store-address.js';
import { CannotDo } from '../terminal/cannot-do.js';
import { eventAsText, keyAsText } from '../replay/as-text.js';
import { upTo, type Until } from '../replay/up-to.js';

interface Options extends Until {
  key: string;
  json?: boolean;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What auditors may see, as the history in GraphQL has it: no digest, no id of a pepper. */
function print(events: readonly RecordedKeyEvent[], json: boolean): void {
  const entries = events.map((event) => foldKeyHistory(undefined, event));
  const key = events.reduce<KeyDetails | undefined>(foldKeyDetails, undefined);
  for (const entry of entries) console.log(json ? oneLine(entry) : eventAsText(entry));
  if (json) console.log(oneLine({ integratorKey: key }));
  else if (key) console.log(keyAsText(key));
}

/** `keyledger replay`: the history of a key from the log itself, beside a server or without one. */
export async function replay({ key, json = false, ...until }: Options): Promise<void> {
  const keyId = key.toLowerCase();
  if (!GUID.test(keyId)) throw new CannotDo('--key is the id of an integrator key, a GUID.');
  const log = await openToRead(configuredStore());
  try {
    const events = (await log.readStream(streamOf(keyId))).map(decode);
    if (events.length === 0) throw new CannotDo('There is no such key in the log.');
    print(upTo(until, events), json);
  } finally {
    await log.close();
  }
}
