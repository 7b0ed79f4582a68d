import { readFileSync } from 'node:fs';

/** `schema/events/`, seen from where this file is compiled to. */
const FOLDER = new URL('../../../../schema/events/', import.meta.url);

/** The JSON Schema of this name, such as `SecretAdded.v1`, as this release ships it. Throws where there is none. */
export const schemaFile = (name: string): Buffer => readFileSync(new URL(`${name}.json`, FOLDER));
