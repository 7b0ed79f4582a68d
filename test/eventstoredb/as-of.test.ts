import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findKey } from '../../projections/key-details/find.js';
import { foldKeyDetails } from '../../projections/key-details/fold.js';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { copyLog } from '../../src/app/log/copy-log.js';
import { decode } from '../../src/app/log/decode.js';
import { NO_STREAM, type EventStore } from '../../src/app/log/event-store.js';
import { streamOf } from '../../src/app/log/streams.js';
import { rebuildViews } from '../../src/app/views/rebuild-views.js';
import { historyAsOf, type AsOf } from '../../src/operations/history/history-as-of.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { created } from '../kit/facts/facts.js';
import { anyActs, play } from '../kit/facts/life.js';
import { aLog } from '../kit/facts/log.js';
import { patienceMs } from '../kit/patience.js';
import { aStore } from '../kit/stores/shell.js';
import { someViews } from '../kit/views/views.js';

let double: EventStoreDbDouble;
let logs = 0;
beforeAll(async () => void (double = await openEventStoreDbDouble()));
afterAll(() => double.close());

const onDouble = () => openEventStoreDb({ connectionString: double.url, prefix: `log${++logs}`, boundMs: patienceMs });

/** What was answered about a key at a moment: the row of the view, as it was read then. */
interface Answered {
  keyId: string;
  live: KeyDetails;
  revision: number;
  position: string;
  time: string;
}

const wholeAccount = { account: 'acme', owner: null };

/** Two keys live in turns in a store, and a view follows: every answer of the view, with its moment. */
async function livesIn(store: EventStore, lives: ReturnType<typeof play>[]): Promise<Answered[]> {
  const [views, log, answered]: [ReturnType<typeof someViews>, ReturnType<typeof aLog>, Answered[]] = [
    someViews(),
    aLog(),
    [],
  ];
  for (let turn = 0; lives.some((steps) => turn < steps.length); turn++)
    for (const [number, steps] of lives.entries()) {
      const step = steps[turn];
      const keyId = `00000000-0000-4000-8000-00000000000${number}`;
      if (!step || step.events.length === 0) continue;
      const events = log.happens(
        keyId,
        step.events.map(({ type, data }) => ({ type, data }) as never),
      );
      const [first] = events;
      const expected = first?.revision ? first.revision - 1 : NO_STREAM;
      const { position } = await store.append(streamOf(keyId), expected, events);
      const stored = (await store.readStream(streamOf(keyId))).map(decode);
      views.apply(stored.slice(-events.length));
      const { revision, metadata } = stored.at(-1)!;
      const live = findKey(views.db, wholeAccount, keyId)!;
      answered.push({ keyId, live, revision, position, time: metadata.recordedAt });
    }
  views.close();
  return answered;
}

async function asOf(store: EventStore, keyId: string, moment: AsOf): Promise<unknown> {
  const keyHistory = async (id: string) => (await store.readStream(streamOf(id))).map(decode);
  const past = await historyAsOf(
    { keyHistory, head: () => store.head(), now: () => new Date('2030-01-01') },
    keyId,
    moment,
  );
  return past?.history.reduce<KeyDetails | undefined>(foldKeyDetails, undefined);
}

test.each([
  ['the embedded store', aStore, 12],
  ['EventStoreDB', onDouble, 6],
] as const)(
  'in any lives on %s, a key as of each moment is what was answered then, also after a rebuild and in a copy',
  async (_, open, numRuns) => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(anyActs(16), anyActs(16), async (one, other) => {
        const store = await open();
        const lives = [play(created, one), play(created, other, true, undefined, 'other')];
        const answered = await livesIn(store, lives);
        const [copy, rebuilt] = [await aStore(), someViews()];
        await copyLog({ from: store, to: copy });
        await rebuildViews(store, rebuilt);
        for (const { keyId, live, revision, position, time } of answered) {
          expect(await asOf(store, keyId, { revision })).toEqual(live);
          expect(await asOf(store, keyId, { position })).toEqual(live);
          expect(await asOf(store, keyId, { time: new Date(time) })).toEqual(live);
          expect(await asOf(copy, keyId, { time: new Date(time) })).toEqual(live);
          asked += 4;
        }
        const last = answered.findLast(({ keyId }) => keyId.endsWith('0'))!;
        expect(findKey(rebuilt.db, wholeAccount, last.keyId)).toEqual(last.live);
        rebuilt.close();
        await store.close();
      }),
      { numRuns },
    );
    expect(asked).toBeGreaterThan(20 * numRuns);
  },
);
