import { expect, test } from '@jest/globals';
import { fastify } from 'fastify';
import { health } from '../../src/http/health/health.js';
import { metrics } from '../../src/http/health/metrics.js';
import { staleExtension } from '../../src/graphql/server/stale-answers.js';
import { neverScrubbed } from '../../src/app/scrub/scrubbed.js';
import { neverStale } from '../../src/app/views/staleness.js';
import { fencesOf } from './markdown.js';
import { textOf } from './repository.js';

const page = textOf('docs/operations.md');
const [answer = ''] = fencesOf(page).flatMap(({ code }) => (code.includes('"caughtUp"') ? [code] : []));

async function server() {
  const app = fastify();
  const view = { position: '0a5bd90e66af_0000000000000012', caughtUp: true, failure: undefined, outage: undefined };
  health(app, { state: () => view, behind: () => [] }, neverStale, () => ({
    events: 18,
    verifiedUpTo: view.position,
    lastWholePass: '2026-11-27T19:40:00.000Z',
  }));
  metrics(app, {
    counts: () => ({ appends: 0, commits: 0 }),
    useRecordsWaiting: () => 0,
    rowCounts: () => ({ remembered: 0, read: 0 }),
    staleness: neverStale,
    scrubbed: neverScrubbed,
    isRewritten: () => false,
  });
  await app.ready();
  return app;
}

test('the answer of /health/ready in the page is the one of a server that is ready', async () => {
  const app = await server();
  const ready = await app.inject('/health/ready');
  expect(ready.statusCode).toBe(200);
  expect(JSON.parse(answer)).toEqual(ready.json());
});

test('the table of metrics has each of ours, and no other', async () => {
  const app = await server();
  const { body } = await app.inject('/metrics');
  const made = [...body.matchAll(/^# TYPE (keyledger_\w+)/gm)].map(([, name]) => name);
  const told = [...page.matchAll(/^\| `(keyledger_\w+)`/gm)].map(([, name]) => name);
  expect(made.length).toBeGreaterThan(4);
  expect(told.sort()).toEqual(made.sort());
});

test('the extension of a GraphQL answer in the page is the one that a server adds while it is cut off', () => {
  const [, shown = ''] = /`"extensions": (\{[^`]+\})`/.exec(page) ?? [];
  expect(JSON.parse(shown)).toEqual(staleExtension({ ms: () => 5119.6 }));
  expect(staleExtension(neverStale)).toBeUndefined();
});
