import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { openSqliteEventStore } from '../../../src/adapters/sqlite/log/open-event-store.js';
import { NO_STREAM } from '../../../src/app/log/event-store.js';
import { aServerOfItsOwn, serve } from '../../kit/server/server.js';
import { serveApart } from '../../kit/server/own-process.js';

const server = aServerOfItsOwn();

test('/health/live says that the process answers', async () => {
  const { status, text } = await server.get('/health/live');
  expect({ status, text }).toEqual({ status: 200, text: '{"status":"live"}' });
});

test('/health/ready says how far the views have come', async () => {
  const { position } = await server.mutate('createIntegratorKey', { name: 'A' });
  const { status, text } = await server.get('/health/ready');
  expect({ status, body: JSON.parse(text) as unknown }).toEqual({
    status: 200,
    body: {
      status: 'ready',
      views: { caughtUp: true, position, staleForMs: 0, problem: null, behind: [] },
      log: expect.objectContaining({ lastWholePass: null }) as object,
    },
  });
});

describe('with an event in the log that this version does not know', () => {
  test('the server is live and not ready, answers no query from views that stand still, and says why', async () => {
    const { dataDirectory, close } = await serve();
    await close();
    const store = await openSqliteEventStore({ dataDirectory, onFatal: () => undefined });
    const future = { id: randomUUID(), type: 'KeyPromoted', data: {}, metadata: { schemaVersion: 1 } };
    await store.append(`integratorKey-${randomUUID()}`, NO_STREAM, [future]);
    await store.close();

    const late = await serveApart({}, dataDirectory);
    try {
      expect((await late.get('/health/live')).status).toBe(200);
      const { status, text } = await late.get('/health/ready');
      expect(status).toBe(503);
      expect(JSON.parse(text)).toMatchObject({
        status: 'not ready',
        views: { problem: 'UNKNOWN_EVENT' },
      });
      expect(text).not.toContain('KeyPromoted');
      expect(await late.saidUpTo('projections stopped')).toContain('The event KeyPromoted');
      expect(await late.ask('{ integratorKeys { totalCount } }')).toMatchObject({ code: 'UNAVAILABLE' });
      expect((await late.ask('{ viewer { id } }')).errors).toEqual([]);
    } finally {
      await late.end();
    }
  });
});

describe('/metrics', () => {
  const canary = 'CANARYcanaryCANARYcanary';

  test('counts operations by names of ours, and nothing that a caller chose', async () => {
    await server.ask(`query ${canary} { ${canary}: viewer { id } }`);
    await server.ask(`{ ${canary} }`);
    await server.ask('mutation { createIntegratorKey(input: { name: "" }) { userErrors { code } } }');
    await server.ask('{ integratorKeys(first: 0) { totalCount } }');
    await server.get(`/${canary}`);
    await server.get(`/graphql?query=${canary}`);
    await fetch(`${server.address}/${canary}`, { method: 'PROPFIND', headers: { 'user-agent': canary } });
    const { text, headers, status } = await server.get('/metrics');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=/);
    expect(text).not.toContain(canary);
    expect(text).toContain('keyledger_operations_total{verb="viewer",outcome="answered"} 1');
    expect(text).toContain('keyledger_operations_total{verb="createIntegratorKey",outcome="refused"} 1');
    expect(text).toContain('keyledger_operations_total{verb="integratorKeys",outcome="failed"} 1');
    expect(text).toMatch(/keyledger_http_request_duration_seconds_count\{route="none",method="GET",status="404"\} 1/);
    expect(text).toMatch(/^keyledger_store_appends_total [1-9]/m);
    for (const name of ['scrubbed_events_total', 'last_whole_pass_timestamp_seconds', 'rewritten'])
      expect(text).toMatch(RegExp(`^keyledger_log_${name} \\d`, 'm'));
    for (const name of [server.dataDirectory, 'acme', 'example']) expect(text).not.toContain(name);
  });
});
