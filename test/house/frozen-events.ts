import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { files, jsonOf } from './repository.js';

/** Digest of each schema and sample of an event, by its path. */
export type Digests = Record<string, string>;

const isSample = (path: string) => path.includes('/samples/');
/** What a schema says to people may get better; `description` as the name of a property is an object and stays. */
const words = new Set(['title', 'description']);

/** SHA-256 of the meaning of a file: not of its layout, and of a schema not of its words. */
export function digestOf(path: string, content: unknown): string {
  const shape = JSON.stringify(content, (key, value: unknown) =>
    !isSample(path) && words.has(key) && typeof value === 'string' ? undefined : value,
  );
  return createHash('sha256').update(shape).digest('base64url');
}

/** Those of the repository as it is. */
export const digestsNow = (): Digests =>
  Object.fromEntries(
    files('schema/events')
      .sort()
      .map((path) => [path, digestOf(path, jsonOf(path))]),
  );

/** What a release promised for ever, and is not so any more. New files are none of its business. */
export const thawed = (frozen: Digests, now: Digests): string[] =>
  Object.entries(frozen).flatMap(([path, digest]) => {
    if (now[path] === undefined) return [`${path} was removed`];
    return now[path] === digest ? [] : [`${basename(path)} was changed: a new shape is a new version`];
  });
