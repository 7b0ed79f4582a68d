import { hash } from 'node:crypto';
import type { VerifierKey } from '../verifier-key.js';
import { BundleWrong, require } from './bundle-wrong.js';
import type { Manifest } from './manifest.js';
import { readEvents } from './read-events.js';
import { readSigned } from './read-signed.js';
import { requireComplete, streamsOf } from './require-complete.js';
import { requireReplayed } from './require-replayed.js';
import { SchemaUnknown, type CompileSchema, type Judge } from './schemas.js';
import { readJson } from './strict-json.js';
import { readZip, type WriteZip } from './zip-form.js';

export interface Verifying {
  trusted: readonly VerifierKey[];
  writeZip: WriteZip;
  compileSchema: CompileSchema;
  /** Told a line for each check that holds. */
  say: (line: string) => void;
}

export interface VerifiedBundle {
  manifest: Manifest;
  /** How many. */
  events: number;
}

type Files = ReadonlyMap<string, Buffer>;
const shown = (count: number) => count.toLocaleString('en-US');

/** All checks, in the order of `docs/audit-proof.md`. Throws `BundleWrong` for the first thing that is wrong. */
export function verifyBundle(bytes: Buffer, { trusted, writeZip, compileSchema, say }: Verifying): VerifiedBundle {
  const files = readZip(bytes, writeZip);
  const fileOf = (name: string) => files.get(name) ?? Buffer.of();
  say(`zip: ${files.size} entries, in the one form`);

  const { manifest, checkpoint } = readSigned(fileOf('checkpoint'), fileOf('manifest.json'), trusted);
  say('2 signatures: checkpoint and manifest.json, by a trusted key, with one origin, tree size and root hash');

  requireFiles(manifest, files);
  say(`${files.size - 1} entries: SHA-256 as in manifest.json, none more, none fewer`);

  const schemas = readSchemas(files, compileSchema);
  const judging = { manifest, checkpoint, schemas };
  const events = readEvents(fileOf('events.jsonl'), fileOf('proofs.jsonl'), judging);
  const isRight = `canonical, valid by ${schemas.size} schemas, in the tree, of the account, in order`;
  say(`${shown(events.length)} events: ${isRight}`);

  const streams = streamsOf(events);
  requireComplete(manifest, streams);
  const inAll = shown(Object.keys(manifest.streams).length);
  say(`${inAll} streams: complete, ${shown(streams.size)} of them with events in the range`);

  requireReplayed(fileOf('state.json'), manifest, streams);
  say(`${shown(streams.size)} states: what replaying the events leads to`);
  return { manifest, events: events.length };
}

function requireFiles({ files: hashes }: Manifest, files: Files): void {
  for (const name of Object.keys(hashes))
    require(files.has(name) && name !== 'manifest.json', 'manifest.json', 'there is no such other entry in the zip');
  for (const [name, content] of files) {
    if (name === 'manifest.json') continue;
    require(Object.hasOwn(hashes, name), name, 'it is not in files of manifest.json');
    require(hashes[name] === hash('sha256', content), name, 'its SHA-256 is not that of manifest.json');
  }
}

const FOLDER = 'schemas/';

function readSchemas(files: Files, compileSchema: CompileSchema): ReadonlyMap<string, Judge> {
  const schemas = [...files].filter(([name]) => name.startsWith(FOLDER));
  return new Map(
    schemas.map(([file, content]) => {
      const schema = readJson(content, file);
      try {
        return [file.slice(FOLDER.length, -'.json'.length), compileSchema(schema)];
      } catch (error) {
        if (error instanceof SchemaUnknown) throw new BundleWrong(file, error.message);
        throw error;
      }
    }),
  );
}
