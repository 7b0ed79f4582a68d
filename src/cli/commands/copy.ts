import { isDeepStrictEqual } from 'node:util';
import { copyLog, type Copied } from '../../app/log/copy-log.js';
import { openToRead, openToWrite } from '../stores/open-log.js';
import { counted } from '../terminal/counted.js';
import { oneLine } from '../terminal/one-line.js';
import { progress } from '../terminal/progress.js';
import { storeAddress } from '../stores/store-address.js';
import { CannotDo } from '../terminal/cannot-do.js';

interface Options {
  from: string;
  to: string;
  json?: boolean;
}

/** Appends at once: the embedded store takes those of one turn in one transaction, EventStoreDB on one call. Both keep their order. */
const APPENDS_AT_ONCE = 200;

const summary = ({ there, copied }: Copied) =>
  `Copied ${counted(copied, 'event')}; ${there} ${there === 1 ? 'was' : 'were'} there already.
Checked: the target's log is the source's, event for event, in the same order: ${counted(there + copied, 'event')}.
NOT copied: the peppers, without which no secret counts, the views, which are made again, and the answers kept for retries:
a retry across the move is a new command. Positions are those of the new log; the ones that clients kept mean nothing there.`;

/** `keyledger copy`: the log to another store, as often as it takes. */
export async function copy({ from, to, json = false }: Options): Promise<void> {
  const [source, target] = [storeAddress(from), storeAddress(to)];
  if (isDeepStrictEqual(source, target)) throw new CannotDo('--from and --to are the same store.');
  const say = progress();
  const reader = await openToRead(source);
  try {
    const store = await openToWrite(target);
    try {
      const copied = await copyLog({
        from: reader,
        to: store,
        together: APPENDS_AT_ONCE,
        onProgress: (done, events) => say(`${done} ${counted(events, 'event')} so far`),
      });
      console.log(json ? oneLine(copied) : summary(copied));
    } finally {
      await store.close();
    }
  } finally {
    await reader.close();
  }
}
