import { writeFileSync } from 'node:fs';
import { printedSchema } from '../../src/graphql/server/schema.js';
import { errorsPage } from './errors-page.js';
import { root } from './repository.js';
import { printedOpenApi } from './openapi.js';
import { printedDigests } from './view-digests.js';

/** Writes what is generated from the code and kept beside it: `npm run generate`. */
writeFileSync(`${root}schema/schema.graphql`, printedSchema());
writeFileSync(`${root}schema/openapi.json`, await printedOpenApi());
writeFileSync(`${root}docs/errors.md`, errorsPage());
writeFileSync(`${root}projections/digests.json`, printedDigests());
