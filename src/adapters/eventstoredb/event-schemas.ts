import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { EventToAppend } from '../../app/log/event-store.js';

/** `schema/events/`, seen from where this file is compiled to. */
const FOLDER = new URL('../../../../schema/events/', import.meta.url);

/** An event that is the application of a proposal says so, and no other may. One of the log itself is of no account. */
function metadataSchema(metadata: object): string {
  if (!('account' in metadata)) return 'checkpointMetadata.v1';
  return 'proposalId' in metadata ? 'metadata.v2' : 'metadata.v1';
}

/**
 * Reads the JSON Schemas of all events. What it returns throws a TypeError for an event that is not as its schema says:
 * by its type and the path of the fault, never with a value.
 */
export function eventSchemas(): (event: EventToAppend) => void {
  const ajv = addFormats.default(new Ajv2020({ strict: true, allowUnionTypes: true }));
  const validators = new Map<string, ValidateFunction>();
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.json'))) {
    const schema = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as object;
    validators.set(file.slice(0, -'.json'.length), ajv.compile(schema));
  }

  function check(name: string, value: object): void {
    const validate = validators.get(name);
    if (!validate) throw new TypeError('The event has a type or version that there is no schema for.');
    if (validate(value)) return;
    const [fault] = validate.errors ?? [];
    throw new TypeError(
      `The event is not as ${name} says: ${fault?.instancePath ?? ''} breaks ${fault?.keyword ?? 'it'}.`,
    );
  }

  return ({ type, data, metadata }) => {
    check(metadataSchema(metadata), metadata);
    check(`${type}.v${(metadata as { schemaVersion: number }).schemaVersion}`, data);
  };
}
