import { expect, test } from '@jest/globals';
import fastify from 'fastify';
import { patienceMs } from '../../kit/patience.js';
import { projections } from '../../../projections/index.js';
import type { EventStore } from '../../../src/app/log/event-store.js';
import { readYourWrites, ViewsBehind } from '../../../src/app/views/read-your-writes.js';
import { neverScrubbed } from '../../../src/app/scrub/scrubbed.js';
import { neverStale } from '../../../src/app/views/staleness.js';
import { health } from '../../../src/http/health/health.js';
import { closeAfterwards } from '../../kit/close-afterwards.js';
import { aKeyIn, aStore, following } from '../../kit/stores/shell.js';
import { tally, talliedTypes } from '../../kit/views/tally.js';
import { aDirectory, someViews } from '../../kit/views/views.js';

const LONG = patienceMs;
const SHORT = 20;

const withTally = (version: number, failsAt?: string) => [...projections, tally(version, failsAt)];

/** A store, and a directory with views that have seen everything in it. */
async function aPast(keys: number, firstVersion = withTally(1)) {
  const store = await aStore();
  for (let made = 0; made < keys; made++) await aKeyIn(store);
  const directory = aDirectory();
  const { projector, views } = following(store, someViews(directory, firstVersion));
  expect(await projector.caughtUp(LONG)).toBe(true);
  await projector.stop();
  views.close();
  return { store, directory };
}

/** The store, whose events from the first one on come only when `open` is called. */
function gated(store: EventStore) {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const behindGate: EventStore = {
    ...store,
    async *subscribeToAll(after, signal) {
      if (after === undefined) await opened;
      yield* store.subscribeToAll(after, signal);
    },
  };
  return { store: behindGate, open };
}

test('a raised view is built beside the others, which answer meanwhile', async () => {
  const { store, directory } = await aPast(5);
  const gate = gated(store);
  const { projector, views, failures } = following(gate.store, someViews(directory, withTally(2)));
  const reads = readYourWrites(projector, () => store.head(), SHORT);
  const app = fastify();
  closeAfterwards(() => app.close());
  health(app, projector, neverStale, neverScrubbed);

  for (const view of ['credentials', 'key_details', 'key_history']) {
    expect(await projector.caughtUp(LONG, view)).toBe(true);
    await reads.ready(view, null);
  }
  await expect(reads.ready('tally', null)).rejects.toBeInstanceOf(ViewsBehind);
  const meanwhile = await app.inject('/health/ready');
  expect([meanwhile.statusCode, meanwhile.json()]).toMatchObject([
    200,
    { views: { caughtUp: true, behind: ['tally'] } },
  ]);

  await aKeyIn(store); // written while the view is built: the others show it, and the view will
  await reads.shown(await store.head());
  expect(await projector.passed(await store.head(), LONG, 'credentials')).toBe(true);
  await reads.ready('credentials', null);

  gate.open();
  expect(await projector.caughtUp(LONG, 'tally')).toBe(true);
  expect(talliedTypes(views)).toHaveLength(6);
  await aKeyIn(store);
  expect(await projector.passed(await store.head(), LONG, 'tally')).toBe(true);
  expect(talliedTypes(views)).toHaveLength(7);
  expect((await app.inject('/health/ready')).json()).toMatchObject({ views: { behind: [] } });
  expect(failures).toEqual([]);
});

test('it can be stopped while a view still waits for the others to catch up', async () => {
  const { store, directory } = await aPast(2);
  const silent: EventStore = {
    ...store,
    async *subscribeToAll(_after, signal) {
      yield* [];
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
  };
  const { projector } = following(silent, someViews(directory, withTally(2)));
  expect(projector.behind()).toHaveLength(projections.length + 1);
  await projector.stop();
});

test('a view that can never be built stops alone', async () => {
  const { store, directory } = await aPast(3);
  const { projector, failures } = following(store, someViews(directory, withTally(2, 'KeyCreated')));
  expect(await projector.caughtUp(LONG, 'tally')).toBe(false);
  expect(failures).toEqual([expect.objectContaining({ message: 'the disk is full' })]);
  await aKeyIn(store);
  expect(await projector.passed(await store.head(), LONG, 'credentials')).toBe(true);
  expect(projector.state('credentials')).toMatchObject({ caughtUp: true, failure: undefined });
  expect(projector.behind()).toEqual(['tally']);
});

test('a view that was being built when the server stopped is still built beside the others', async () => {
  const { store, directory } = await aPast(5);
  const views = someViews(directory, withTally(2));
  const [, behind] = views.groups();
  expect(behind?.names).toEqual(['tally']);
  for await (const { events, caughtUp } of store.subscribeToAll(undefined, new AbortController().signal)) {
    behind?.saveReached(events[1]!.position); // two of the five events
    if (caughtUp || events.length > 0) break;
  }
  views.close();
  const names = someViews(directory, withTally(2))
    .groups()
    .map((group) => group.names);
  expect(names).toEqual([projections.map(({ name }) => name), ['tally']]);
});

test('views that are all new, or equally far, follow the log together', async () => {
  const { directory } = await aPast(2);
  const all = [...projections.map(({ name }) => name), 'tally'];
  for (const views of [someViews(), someViews(directory, withTally(1))])
    expect(views.groups().map(({ names }) => names)).toEqual([all.slice(0, views.names.length)]);
});

test('a view that does not exist is a fault of the program', async () => {
  const { projector } = following(await aStore());
  expect(() => projector.state('tally')).toThrow('There is no view tally.');
});
