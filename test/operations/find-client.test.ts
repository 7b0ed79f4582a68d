import { expect, test } from '@jest/globals';
import { staleness, TooStale } from '../../src/app/views/staleness.js';
import { findClient, type Finding } from '../../src/operations/clients/find-client.js';
import { someViews } from '../kit/views/views.js';

test('a server that has been cut off for longer than its answers may be old says nothing about clients', async () => {
  let now = 1000;
  const stale = staleness(() => now);
  const { db } = someViews();
  const finding = {
    ...{ views: db, staleness: stale, maxStaleMs: 5000, onRead: undefined },
    ...{
      reads: { readyNow: () => true, ready: () => Promise.resolve() },
      projector: { state: () => ({ position: undefined }) },
    },
    caller: { reach: { account: null, owner: null } },
  } as unknown as Finding; // the parts that it asks, and no server
  const find = () => findClient(finding, { clientId: 'nobody', environment: 'DEMO' });
  stale.begins(now);
  now = 6000;
  expect(await find()).toBeUndefined();
  now = 6001;
  await expect(find()).rejects.toThrow(TooStale);
  stale.ends();
  expect(await find()).toBeUndefined();
});
