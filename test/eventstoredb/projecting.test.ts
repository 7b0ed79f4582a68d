import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { projections } from '../../projections/index.js';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { openViews } from '../../src/adapters/sqlite/views/views.js';
import { NO_STREAM, type EventStore } from '../../src/app/log/event-store.js';
import { startProjector } from '../../src/app/views/projector.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { patienceMs } from '../kit/patience.js';
import { anAccountsStream, anEvent } from '../store/some-events.js';

let double: EventStoreDbDouble;
const directory = mkdtempSync(join(tmpdir(), 'keyledger-projecting-'));
beforeAll(async () => void (double = await openEventStoreDbDouble()));
afterAll(async () => {
  await double.close();
  rmSync(directory, { recursive: true });
});

/** The views of one server, which follow this log until `stop`; they stay in the directory. */
function project(store: EventStore) {
  const views = openViews(directory, projections);
  const failures: unknown[] = [];
  const nothing = () => undefined;
  const onFailure = (error: unknown) => void failures.push(error);
  const projector = startProjector({ store, views, onFailure, onOutage: nothing, onOutageOver: nothing });
  const stop = async () => {
    await projector.stop();
    views.close();
  };
  return { projector, views, failures, stop };
}

test('what others have written is passed over once, and the checkpoint lies beyond it', async () => {
  const store = await openEventStoreDb({ connectionString: double.url, prefix: 'ours', boundMs: patienceMs });
  const others = await openEventStoreDb({ connectionString: double.url, prefix: 'others', boundMs: patienceMs });
  const { projector, views, stop } = project(store);
  expect(await projector.caughtUp(Infinity)).toBe(true);
  const { position } = projector.state();
  const events = Array.from({ length: 60 }, () => anEvent());
  for (let n = 0; n < 40; n++)
    await others.append(
      `integratorKey-${randomUUID()}`,
      NO_STREAM,
      events.map((event) => ({ ...event, id: randomUUID() })),
    );
  while (projector.state().position === position) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(projector.state().position).toBe(views.passed());
  expect(String(views.passed()) > (await store.head())).toBe(true);
  await stop();
  await others.close();
  await store.close();
});

test('an event of an account is passed over, by the checkpoint too, and not met again after a restart', async () => {
  const store = await openEventStoreDb({ connectionString: double.url, prefix: 'ours', boundMs: patienceMs });
  const event = { ...anEvent(), type: 'AccountPolicySet' };
  const { position } = await store.append(anAccountsStream(), NO_STREAM, [event]);
  for (const _ of ['live', 'restarted']) {
    const { projector, views, failures, stop } = project(store);
    expect(await projector.passed(position, Infinity)).toBe(true);
    expect(String(views.passed()) >= position).toBe(true);
    expect(views.lastEvent()).toEqual({ id: event.id, position });
    expect(failures).toEqual([]);
    await stop();
  }
  await store.close();
});

test('views that have seen more than the log has left stand still, and are not built again', async () => {
  const store = await openEventStoreDb({ connectionString: double.url, prefix: 'ours', boundMs: patienceMs });
  const before = openViews(directory, projections);
  before.saveReached((await store.head()).slice(0, 13) + '00000fffffffffff'.repeat(2));
  const seen = before.passed();
  before.close();
  const { projector, views, failures, stop } = project(store);
  expect(await projector.caughtUp(Infinity)).toBe(false);
  expect(failures).toEqual([expect.objectContaining({ name: 'PositionBeyondLog' })]);
  expect(views.passed()).toBe(seen);
  await stop();
  await store.close();
});
