import type { Projection } from '../src/app/views/views.js';
import { credentials } from './credentials/index.js';
import { keyDetails } from './key-details/index.js';
import { keyHistory } from './key-history/index.js';

/** Every read model. Row types differ, so each is only ever handed its own rows. */
export const projections: readonly Projection<never>[] = [keyDetails, credentials, keyHistory] as never;
