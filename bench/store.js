// npm run bench: the embedded store and the views, as ratios of one run. An absolute figure says more of the machine.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteEventStore } from '../dist/src/adapters/sqlite/open.js';
import { openViews } from '../dist/src/adapters/sqlite/views.js';
import { decode, streamOf } from '../dist/src/app/decode.js';
import { stamp } from '../dist/src/app/stamp.js';
import { projections } from '../dist/projections/index.js';

const COMMANDS = 3_200;
const REBUILD_BATCH = 2_000;

const actor = { id: 'bench', kind: 'user', account: 'bench', roles: ['ADMINISTRATOR'] };
const caller = { actor, sourceIp: '127.0.0.1', userAgent: 'bench', correlationId: randomUUID() };
const environment = 'DEMO';
/** A key with some life behind it: ten events. */
function life() {
  const uris = [1, 2, 3, 4].map((n) => ({
    redirectUriId: randomUUID(),
    environment,
    redirectUri: `https://app.example/${n}`,
  }));
  return [
    {
      type: 'KeyCreated',
      data: { account: 'bench', owner: 'bench', environment, name: `Key ${randomUUID()}`, description: null },
    },
    ...uris.map((data) => ({ type: 'RedirectUriAdded', data })),
    ...uris.map((data) => ({ type: 'RedirectUriRemoved', data })),
    { type: 'KeyRenamed', data: { name: 'Renamed' } },
  ];
}

const stamping = { newId: randomUUID, now: () => new Date() };
const append = (store) => store.append(streamOf(randomUUID()), 'no_stream', stamp(life(), caller, null, stamping));

async function seconds(work) {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Durable appends per second, with so many callers that each wait for their own. */
async function rate(store, callers) {
  const each = Array.from({ length: callers }, async () => {
    for (let n = 0; n < COMMANDS / callers; n++) await append(store);
  });
  return COMMANDS / (await seconds(() => Promise.all(each)));
}

const directory = await mkdtemp(join(tmpdir(), 'keyledger-bench-'));
const store = await openSqliteEventStore({
  dataDirectory: directory,
  onFatal: (error) => {
    throw error;
  },
});
try {
  await rate(store, 32); // warm
  const before = store.counts();
  const alone = await rate(store, 1);
  const between = store.counts();
  const together = await rate(store, 32);
  const after = store.counts();
  const perCommit = (from, to) => ((to.appends - from.appends) / (to.commits - from.commits)).toFixed(1);
  console.log(`appends, 32 callers against 1: ${(together / alone).toFixed(1)} times as many a second`);
  console.log(
    `appends that share an fsync: ${perCommit(before, between)} with 1 caller, ${perCommit(between, after)} with 32`,
  );

  let events = 0;
  const scan = await seconds(async () => {
    for await (const page of store.readAll()) events += page.length;
  });
  const views = openViews(directory, projections);
  const rebuild = await seconds(async () => {
    let batch = [];
    for await (const page of store.readAll()) {
      batch.push(...page.map(decode));
      if (batch.length >= REBUILD_BATCH) views.apply(batch.splice(0));
    }
    views.apply(batch);
  });
  views.close();
  console.log(`rebuild of all views over ${events} events: ${(scan / rebuild).toFixed(2)} of the speed of a bare scan`);
} finally {
  await store.close();
  await rm(directory, { recursive: true, force: true });
}
