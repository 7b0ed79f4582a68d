import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { logTree } from '../../../projections/log-tree/index.js';
import { openViews } from '../../../src/adapters/sqlite/views/views.js';
import { rebuildViews } from '../../../src/app/views/rebuild-views.js';
import { chanceOf } from '../proof/mutate-bundle.js';
import { judgedHere, judgedInPython } from '../proof/verify-both.js';
import { rewriteLog } from '../stores/rewrite-log.js';
import { storeWithoutThreads } from '../stores/scrub-once.js';
import {
  findAtStart,
  findByChecksums,
  findByExport,
  findByGuard,
  findByScrub,
  findByWatcher,
  rebuilt,
} from './find-in-log.js';
import { forgedBundle, type Proofs } from './forged-bundle.js';
import { keptTree } from './harm-view.js';
import type { HonestLog } from './honest-log.js';
import type { Judged } from './judged.js';
import { mutatedLog, type LogMutant } from './mutate-log.js';
import { leavesOf, truthOf } from './truth-of.js';

const treeAlone = [logTree] as never;

/** At once: so many bundles are in memory. */
const TOGETHER = 250;

/** Changes the log so many times by chance, and asks everybody who may find it. */
export async function judgeLogMutants(log: HonestLog, count: number, seed: number, scratch: string): Promise<Judged[]> {
  const chance = chanceOf(seed);
  const { directory } = log;
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(directory, `views.db${suffix}`), { force: true });
  const [views, fresh] = [openViews(directory, treeAlone), openViews(scratch, treeAlone)];
  const opened = storeWithoutThreads(directory);
  await rebuildViews(opened.store, views).finally(opened.close);
  const restore = keptTree(views.db);
  const trueBundles = {
    'of the log': forgedBundle(log, log.events, 'of the log'),
    'of before': forgedBundle(log, log.events, 'of before'),
  };

  async function judge(mutant: LogMutant, proofs: Proofs): Promise<{ judged: Judged; bundle: Buffer | null }> {
    const { kind, rows, checksums, remembered, harm } = mutant;
    rewriteLog(directory, () => rows, { checksums });
    harm?.(views.db, chance, log.entries.length);
    const { store, close } = storeWithoutThreads(directory);
    try {
      const served = { log, store, remembered };
      const events = await leavesOf(store);
      const isServed = await rebuilt(store, fresh);
      const anew = { ...served, views: fresh.db };
      const found: Judged['found'] = {
        checksums: await findByChecksums(directory),
        start: await findAtStart({ ...served, views: views.db }),
        scrub: await findByScrub(directory, views.db),
        'start, rebuilt': isServed ? await findByGuard(anew) : 'wrong',
        ...(isServed && { watcher: await findByWatcher(anew) }),
        export: await findByExport({ ...anew }),
      };
      const bundle = events && forgedBundle(log, events, proofs);
      return { judged: { kind, checksums, proofs, found, ...truthOf(log, events) }, bundle };
    } finally {
      close();
      if (harm) restore();
    }
  }

  const all: Judged[] = [];
  try {
    while (all.length < count) {
      const some: { judged: Judged; bundle: Buffer | null }[] = [];
      for (let n = 0; n < Math.min(TOGETHER, count - all.length); n++)
        some.push(await judge(mutatedLog(log, chance), chance(2) === 0 ? 'of the log' : 'of before'));
      const forged = some.filter(({ judged, bundle }) => bundle && !bundle.equals(trueBundles[judged.proofs]));
      const bundles = forged.map(({ bundle }) => bundle as Buffer);
      const python = await judgedInPython(bundles, log.trust);
      for (const [at, { judged, bundle }] of forged.entries()) {
        judged.found.bundle = judgedHere(bundle as Buffer, log.trust).wrong === null ? 'nothing' : 'wrong';
        judged.found['verify.py'] = python[at]?.wrong === null ? 'nothing' : 'wrong';
      }
      all.push(...some.map(({ judged }) => judged));
    }
  } finally {
    views.close();
    fresh.close();
  }
  return all;
}
