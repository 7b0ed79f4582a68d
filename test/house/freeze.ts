import { copyFileSync, writeFileSync } from 'node:fs';
import { digestsNow } from './frozen-events.js';
import { root } from './repository.js';

/** Makes what is there the promise of the release that is about to be: `npm run release:freeze`. */
copyFileSync(`${root}schema/schema.graphql`, `${root}schema/released.graphql`);
writeFileSync(`${root}schema/released-events.json`, `${JSON.stringify(digestsNow(), null, 2)}\n`);
