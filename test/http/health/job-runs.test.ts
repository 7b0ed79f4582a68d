import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import fastify from 'fastify';
import { startJobs } from '../../../src/app/jobs/start-jobs.js';
import { neverScrubbed } from '../../../src/app/scrub/scrubbed.js';
import { neverStale } from '../../../src/app/views/staleness.js';
import { metrics } from '../../../src/http/health/metrics.js';

const app = fastify();
afterAll(() => app.close());

test('runs of jobs are counted by name and outcome, and a failed run by nothing that it said', async () => {
  const { job: measure } = metrics(app, {
    staleness: neverStale,
    useRecordsWaiting: () => 0,
    rowCounts: () => ({ remembered: 0, read: 0 }),
    scrubbed: neverScrubbed,
  });
  const logged: unknown[] = [];
  const log = { debug: (...line: unknown[]) => logged.push(line), error: (...line: unknown[]) => logged.push(line) };
  let at = 0;
  let runs = 0;
  const jobs = startJobs(
    [
      {
        name: 'toy',
        everyMs: 1000,
        async run() {
          if (++runs === 2) throw new Error('the secret was s3cr3t');
        },
      },
    ],
    {
      now: () => new Date(at),
      log,
      measure,
      async pause(milliseconds, signal) {
        at += milliseconds;
        if (runs === 3) await delay(2 ** 30, undefined, { signal });
      },
    },
  );
  while (runs < 3) await delay(1);
  await jobs.stop();
  const { body } = await app.inject('/metrics');
  expect(body).toContain('keyledger_job_runs_total{job="toy",outcome="done"} 2');
  expect(body).toContain('keyledger_job_runs_total{job="toy",outcome="failed"} 1');
  expect(logged).toHaveLength(3);
  expect(JSON.stringify(logged)).not.toContain('s3cr3t');
});
