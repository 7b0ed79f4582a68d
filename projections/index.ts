import type { Projection } from '../src/app/views/views.js';
import { credentials } from './credentials/index.js';
import { keyDetails } from './key-details/index.js';
import { keyHistory } from './key-history/index.js';
import { logTree } from './log-tree/index.js';
import { validity } from './validity/index.js';
import { webhooks } from './webhooks/index.js';

/** Every read model. Row types differ: the runner passes each one only its own rows, hence the cast. */
export const projections: readonly Projection<never>[] = [
  keyDetails,
  credentials,
  keyHistory,
  validity,
  webhooks,
  logTree,
] as never;
