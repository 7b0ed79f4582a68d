import { openCrypto } from '../adapters/crypto/open-crypto.js';
import { openViews } from '../adapters/sqlite/views/views.js';
import { withheldUntilReady } from '../app/credentials/withheld-minting.js';
import { purgeIdempotencyRecords } from '../app/jobs/purge-idempotency-records.js';
import { startJobs } from '../app/jobs/start-jobs.js';
import { startProjector } from '../app/views/projector.js';
import { becomeReady } from './become-ready.js';
import type { Config } from '../config/config.js';
import { domainRulesOf } from '../config/domain-rules.js';
import { makeApp, type AppOptions } from '../http/server/app.js';
import { metrics } from '../http/health/metrics.js';
import { tryToListen } from './listening.js';
import { makeServices } from './make-services.js';
import { recordUsage } from './record-usage.js';
import { openAudit } from './open-audit.js';
import { openPeppers } from './open-peppers.js';
import { openLogReaders } from './open-log-readers.js';
import { openStore } from './open-store.js';
import { serve } from './serve.js';
import { openWorker } from './open-worker.js';
import { openTraces } from './open-traces.js';

export interface Running {
  /** Such as `http://127.0.0.1:4000`. */
  address: string;
  /** A ready administrator's token; only in development. */
  developmentToken: string | undefined;
  /** Resolves when the views have caught up, and rejects when the server can never serve. It answers before. */
  ready: Promise<void>;
  /** Resolves when the log turns out to be damaged afterwards: the server has to end. */
  damaged: Promise<Error>;
  close(): Promise<void>;
}

/** The parts of the server that a test can observe or replace. */
export interface Parts {
  openStore: typeof openStore;
  openViews: typeof openViews;
  startProjector: typeof startProjector;
  logTo?: AppOptions['logTo'];
  /** False for one that answers no requests and only works for the others. */
  listens: boolean;
}

/**
 * Puts the server together, from the disk outwards, and takes it apart in the opposite order. Rejects with `CannotListen` before
 * anything is made on the disk when its port or address is not to be had.
 */
export async function start(config: Config, parts: Partial<Parts> = {}): Promise<Running> {
  const opened: (() => Promise<void> | void)[] = [];
  let closing: Promise<void> | undefined;
  const closeAll = async () => {
    for (const end of opened.reverse()) await end();
  };
  const close = () => (closing ??= closeAll()); // a second signal waits for the first
  const { listens = true } = parts;
  if (listens) await tryToListen({ host: config.host, port: config.port });
  try {
    return { ...(await open(config, { openStore, openViews, startProjector, listens, ...parts }, opened)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(config: Config, parts: Parts, opened: (() => Promise<void> | void)[]) {
  const app = makeApp({ ...config, logTo: parts.logTo });
  const { log } = app;
  const now = () => new Date();
  const traces = await openTraces(config.tracesUrl, log);
  opened.push(traces.close);
  const stored = await parts.openStore({ config, log, now });
  opened.push(stored.close);
  const { records, isNew, staleness, counts, workerState } = stored;
  const store = traces.store(stored.store);
  const recording = recordUsage({ store: stored.usage, now, log });
  const { usage, readers } = recording;
  opened.push(recording.close);
  const { peppers, forget } = openPeppers(config, { mayBeNew: isNew !== false });
  const crypto = openCrypto({ peppers, keypairsReady: config.keypairsReady });
  opened.push(() => void crypto.close()); // the search for a prime cannot be interrupted; nothing waits for it

  const reading = { config, log, now, stored, store, traces, parts, opened };
  const { views, projector, scrub } = openLogReaders(reading);

  const { release, ...peppered } = withheldUntilReady(crypto);
  const audit = openAudit({ config, store, views: views.db, projector, now, newId: peppered.mint.id, log });
  const { waiting: useRecordsWaiting } = recording;
  const ofLog = { scrubbed: scrub.ofLog, isRewritten: audit.checkpoints?.isRewritten };
  const measured = metrics(app, { counts, staleness, useRecordsWaiting, rowCounts: views.db.rowCounts, ...ofLog });
  const { measure, verified } = traces.measures({ measure: measured.operation, verified: measured.verified });
  traces.requests(app);
  const bounds = { viewsWaitMs: config.viewsWaitMs, maxStaleMs: 1000 * config.maxStaleS };
  const told = { ...bounds, ...domainRulesOf(config), staleness, now, log, measure, verified, leaked: measured.leaked };
  const beside = { records, usage, readers, workerState };
  const own = { ...audit, ...beside, store, projector, views: views.db, ...peppered, ...told };
  const { services, handling } = makeServices({ ...crypto, ...own });

  const due = [purgeIdempotencyRecords({ records, now }), ...recording.jobs, ...audit.jobs];
  const jobs = startJobs(due, { now, log, measure: measured.job });
  opened.push(() => jobs.stop());

  const worker = openWorker({ config, services, state: workerState, measure: measured.job });
  opened.push(worker.stop);

  const { changeStreams: countStreams } = measured;
  const serving = { config, services, countStreams, scrubbed: scrub.state, log, opened };
  const served = parts.listens ? await serve(app, serving) : { address: '', developmentToken: undefined };

  const wantsSamples = () => config.sampleData && isNew;
  const atHand = { ...audit, projector, views: views.db, peppersAtHand: crypto.verifier.peppers, forget, release };
  const readying = { ...atHand, wantsSamples, handling, mint: peppered.mint, usage };
  const ready = becomeReady(readying);
  // not before: both would take processor time from the start. A rejection is thrown where `ready` is awaited
  for (const begin of [crypto.keepKeypairsReady, scrub.begin, worker.begin]) ready.then(begin, () => undefined);
  return { ...served, ready, damaged: scrub.damaged };
}
