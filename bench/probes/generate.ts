import { join } from 'node:path';
import { createPeppers } from '../../src/adapters/crypto/peppers/create-peppers.js';
import { loadPeppers } from '../../src/adapters/crypto/peppers/peppers.js';
import { generateLog } from '../log/generate.js';
import { lifeUnder } from '../log/life-of-a-key.js';
import { asked, tell } from '../probe/told.js';

/** `toStart`: a server can start on the directory, because it has the pepper of the secrets. */
const { directory, events, toStart = false } = asked<{ directory: string; events: number; toStart?: boolean }>();
const start = performance.now();
const written = generateLog(directory, events, toStart ? lifeUnder(newPepper()) : undefined);
tell({ events: written, seconds: (performance.now() - start) / 1000 });

/** Makes the peppers file of the directory; the id of its pepper. */
function newPepper(): string {
  const file = join(directory, 'peppers.json');
  createPeppers(file);
  const { current, byVersion } = loadPeppers(file);
  return byVersion.get(current)?.id ?? '';
}
