import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Scrubbed } from '../../app/scrub/scrubbed.js';
import type { Staleness } from '../../app/views/staleness.js';
import type { Verb } from '../../app/access/permissions.js';
import type { Leaked } from '../../app/credentials/leaked.js';
import type { Verified } from '../../app/credentials/verification-results.js';
import { countLeaks } from './count-leaks.js';
import { countVerifications } from './count-verifications.js';
import { observedMetrics } from './observed-metrics.js';

export interface MetricSources {
  /** Since the start: appends that wrote events, and commits, which appends share. Undefined for a store in another process. */
  counts?: (() => { appends: number; commits: number }) | undefined;
  staleness: Staleness;
  /** Entries of the use of credentials in memory: they are lost with the process. */
  useRecordsWaiting: () => number;
  /** Rows of clients since the start: from memory, and read from the views. */
  rowCounts: () => { remembered: number; read: number };
  /** Undefined for a log that is not scrubbed here. */
  scrubbed?: (() => Scrubbed) | undefined;
  /** Whether the log does not continue what was signed. Undefined where nothing is signed. */
  isRewritten?: (() => boolean) | undefined;
}

export type Outcome = 'answered' | 'refused' | 'failed';
export interface Metrics {
  /** Counts one request for a root field, by outcome. Labels are names of the server, never of a caller. */
  operation(verb: Verb, outcome: Outcome): void;
  /** Counts one run of a job, by outcome. */
  job(name: string, outcome: 'done' | 'failed'): void;
  verified: Verified;
  leaked: Leaked;
  /** Counts a stream of changes that has opened (1) or closed (-1). */
  changeStreams(by: 1 | -1): void;
}

/** `GET /metrics` in the text format of Prometheus. */
export function metrics(
  app: FastifyInstance,
  { counts, staleness, useRecordsWaiting, rowCounts, scrubbed, isRewritten }: MetricSources,
): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const { gauged, counted } = observedMetrics(registers);
  collectDefaultMetrics({ register: registry });
  const operations = new Counter({
    name: 'keyledger_operations_total',
    help: 'Root fields answered, refused by a rule, or failed.',
    labelNames: ['verb', 'outcome'],
    registers,
  });
  const jobs = new Counter({
    name: 'keyledger_job_runs_total',
    help: 'Runs of a job that are done or failed.',
    labelNames: ['job', 'outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'keyledger_http_request_duration_seconds',
    help: 'Time to answer, by route.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  if (counts) {
    counted('keyledger_store_appends_total', 'Appends that wrote something.', () => counts().appends);
    counted('keyledger_store_commits_total', 'Commits, an fsync each, that appends shared.', () => counts().commits);
  }
  gauged(
    'keyledger_views_stale_seconds',
    'For how long nothing has been heard of the event store; 0 while it is followed.',
    () => staleness.ms() / 1000,
  );
  gauged('keyledger_use_records_waiting', 'Entries of the use of credentials not yet written.', useRecordsWaiting);
  counted('keyledger_clients_remembered_total', 'Rows of clients that were in memory.', () => rowCounts().remembered);
  counted('keyledger_clients_read_total', 'Rows of clients that were read from the views.', () => rowCounts().read);
  if (scrubbed) {
    counted('keyledger_log_scrubbed_events_total', 'Events that the scrub has compared.', () => scrubbed().events);
    gauged(
      'keyledger_log_last_whole_pass_timestamp_seconds',
      'When a scrub last ended that read the whole log and its files; 0 before the first.',
      () => Date.parse(scrubbed().lastWholePass ?? '1970-01-01T00:00:00.000Z') / 1000,
    );
  }
  if (isRewritten)
    gauged('keyledger_log_rewritten', '1 where the log does not continue what was signed.', () =>
      Number(isRewritten()),
    );
  let openStreams = 0;
  gauged('keyledger_change_streams', 'Open streams of changes of clients and of audit events.', () => openStreams);

  app.addHook('onResponse', ({ routeOptions, method }, { statusCode, elapsedTime }, done) => {
    duration.observe({ route: routeOptions.url ?? 'none', method, status: statusCode }, elapsedTime / 1000);
    done();
  });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  return {
    operation: (verb, outcome) => operations.inc({ verb, outcome }),
    job: (job, outcome) => jobs.inc({ job, outcome }),
    verified: countVerifications(registers),
    leaked: countLeaks(registers),
    changeStreams: (by) => void (openStreams += by),
  };
}
