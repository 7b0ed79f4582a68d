import { describe, expect, test } from '@jest/globals';
import { rebuildViews } from '../../../src/app/views/rebuild-views.js';
import { setAccountPolicy } from '../../../src/domain/account/set-account-policy.js';
import { aCaller, aKeyIn, aStore, following, handling, type Store } from '../../kit/stores/shell.js';
import { aDirectory, dump, someViews } from '../../kit/views/views.js';

const LONG = 30_000;

async function policyIn(store: Store, productionChanges: 'FOUR_EYES' | 'DIRECT') {
  const set = { account: 'acme', productionChanges };
  const { history } = await handling(store).changeAccount(aCaller(), {}, (account) => setAccountPolicy(account, set));
  return history.at(-1)!;
}

describe('events of accounts, which concern no view,', () => {
  test('are passed over: live, in catching up, and after a restart', async () => {
    const [store, directory] = [await aStore(), aDirectory()];
    await aKeyIn(store);
    const first = await policyIn(store, 'DIRECT');
    const views = someViews(directory);
    const { projector, failures } = following(store, views);
    expect(await projector.caughtUp(LONG)).toBe(true);
    expect([views.passed(), views.lastEvent()]).toEqual([first.position, place(first)]);
    const live = await policyIn(store, 'FOUR_EYES');
    expect(await projector.passed(live.position, LONG)).toBe(true);
    expect([views.passed(), views.lastEvent()]).toEqual([live.position, place(live)]);
    await projector.stop();
    views.close();

    const again = someViews(directory);
    expect(again.passed()).toBe(live.position);
    const second = following(store, again);
    expect(await second.projector.caughtUp(LONG)).toBe(true);
    await aKeyIn(store);
    const head = await store.head();
    expect(await second.projector.passed(head, LONG)).toBe(true);
    expect(again.passed()).toBe(head);
    expect([failures, second.failures]).toEqual([[], []]);
  });

  test('alone in a log leave views that are empty and at its end', async () => {
    const store = await aStore();
    const { position } = await policyIn(store, 'DIRECT');
    const { projector, views } = following(store);
    expect(await projector.caughtUp(LONG)).toBe(true);
    expect([views.passed(), projector.state().position]).toEqual([position, position]);
    expect(views.db.all('SELECT * FROM key_history')).toEqual([]);
  });

  test('are in no row of a rebuild, whose end they may be', async () => {
    const store = await aStore();
    await aKeyIn(store);
    await policyIn(store, 'DIRECT');
    await aKeyIn(store);
    const { position } = await policyIn(store, 'FOUR_EYES');
    const { projector, views } = following(store);
    expect(await projector.caughtUp(LONG)).toBe(true);
    const rebuilt = someViews();
    expect(await rebuildViews(store, rebuilt)).toEqual({ events: 4, position });
    expect(dump(rebuilt.db)).toEqual(dump(views.db));
  });
});

test('what the views have passed never goes back', async () => {
  const store = await aStore();
  await aKeyIn(store);
  const { projector, views } = following(store);
  await projector.caughtUp(LONG);
  const [passed, last] = [views.passed()!, views.lastEvent()];
  const before = `${passed.slice(0, -1)}0`;
  expect(before < passed).toBe(true);
  views.saveReached(before, { id: 'another', position: before });
  expect([views.passed(), views.lastEvent()]).toEqual([passed, last]);
});

const place = ({ id, position }: { id: string; position: string }) => ({ id, position });
