import { existsSync } from 'node:fs';
import { leafCount, tilesIn } from '../../projections/log-tree/tiles.js';
import { logTree } from '../../projections/log-tree/index.js';
import { createAuditKey } from '../adapters/crypto/audit-keys/create-audit-key.js';
import { loadAuditKeys } from '../adapters/crypto/audit-keys/load-audit-keys.js';
import { rememberedCheckpoint } from '../adapters/crypto/audit-keys/remembered-checkpoint.js';
import { signCheckpoint } from '../app/jobs/sign-checkpoint.js';
import type { Logger } from '../app/errors/logger.js';
import type { EventStore, Position } from '../app/log/event-store.js';
import { keepCheckpoints, type Checkpoints } from '../app/proof/keep-checkpoints.js';
import { LogRewritten } from '../app/proof/log-rewritten.js';
import { rootHash } from '../app/proof/tree.js';
import { verifierKey } from '../app/proof/verifier-key.js';
import type { Projector } from '../app/views/projector.js';
import { ViewsBehind } from '../app/views/read-your-writes.js';
import type { ViewDatabase } from '../app/views/views.js';
import type { Config } from '../config/config.js';

interface Auditing {
  config: Config;
  store: EventStore;
  views: ViewDatabase;
  projector: Projector;
  now: () => Date;
  newId: () => string;
  log: Logger & { fatal: Logger['error'] };
}

/** Milliseconds that a checkpoint waits for the view of the tree. */
const WAIT_MS = 10_000;

/** Without a key nothing is signed, and `checkpoints` is null. Development makes a key. Throws `AuditKeyFault`. */
export function openAudit({ config, store, views, projector, now, newId, log }: Auditing) {
  const { auditKeyFile: file, auditOrigin: origin, auditWitnesses, mode } = config;
  if (file === null) return { checkpoints: null, jobs: [], verifyLog: async () => undefined };
  const isPrivate = mode === 'production';
  if (!isPrivate && !existsSync(file)) createAuditKey(file);
  const { signersOf } = loadAuditKeys(file, { isPrivate });
  const tiles = tilesIn(views);
  const tree = { size: () => leafCount(views), root: (size: number) => rootHash(tiles, size) };
  async function shown(position: Position): Promise<void> {
    const view = logTree.name;
    const isCaughtUp = await projector.caughtUp(WAIT_MS, view);
    const isEmpty = projector.state(view).position === undefined; // nothing has a place before the first event
    if (!isCaughtUp || !(isEmpty || (await projector.passed(position, WAIT_MS, view)))) throw new ViewsBehind();
  }
  const remembered = rememberedCheckpoint(file);
  const witnesses = (auditWitnesses ?? []).map(verifierKey);
  const checkpoints: Checkpoints = keepCheckpoints({
    ...{ store, tree, shown, signersOf, remembered, witnesses, origin, now, newId },
  });

  /** Compares the log with what was signed; whatever comes out, the server goes on: `/health/ready` tells, and commands are refused. */
  async function verifyLog(): Promise<void> {
    try {
      await checkpoints.verify();
    } catch (err) {
      if (err instanceof LogRewritten) log.fatal({ err }, 'LOG_REWRITTEN: nothing is signed or changed any more');
      else log.error({ err }, 'the log could not be compared with its newest checkpoint; that is tried again');
    }
  }
  return { checkpoints, jobs: [signCheckpoint(checkpoints)], verifyLog };
}
