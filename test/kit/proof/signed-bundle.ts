import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { loadAuditKeys } from '../../../src/adapters/crypto/audit-keys/load-audit-keys.js';
import { writeZip } from '../../../src/adapters/zip/write-zip.js';
import { readZip } from '../../../src/app/proof/bundle/zip-form.js';
import type { Manifest } from '../../../src/app/proof/bundle/manifest.js';
import { canonicalJson } from '../../../src/app/proof/canonical-json.js';
import { parseNote, signNote, type Signer } from '../../../src/app/proof/note.js';

export type Files = Map<string, Buffer>;

export const filesIn = (bytes: Buffer): Files => new Map(readZip(bytes, writeZip));
export const zipOf = (files: Files): Buffer => writeZip([...files]);
export const manifestIn = (files: Files) => JSON.parse(parseNote(String(files.get('manifest.json'))).text) as Manifest;

export function signerIn(keyFile: string, origin: string): Signer {
  const [signer] = loadAuditKeys(keyFile, { isPrivate: true }).signersOf(origin);
  if (!signer) throw new Error(`no key in ${readFileSync(keyFile).length} bytes`);
  return signer;
}

/** The files with a manifest that says what somebody who has the key wants it to say; hashes are those of the files. */
export function signedAnew(
  files: Files,
  signer: Signer,
  change: (manifest: Manifest) => Manifest = (same) => same,
): Files {
  const others = [...files].filter(([name]) => name !== 'manifest.json');
  const hashes = Object.fromEntries(others.map(([name, content]) => [name, hash('sha256', content)]));
  const manifest = change({ ...manifestIn(files), files: hashes });
  return new Map([['manifest.json', Buffer.from(signNote(`${canonicalJson(manifest)}\n`, [signer]))], ...others]);
}
