import { readFileSync } from 'node:fs';
import { compileSchema } from '../../../adapters/json-schema/compile-schema.js';
import { writeZip } from '../../../adapters/zip/write-zip.js';
import { BundleWrong } from '../../../app/proof/bundle/bundle-wrong.js';
import type { VerifiedBundle } from '../../../app/proof/bundle/verify-bundle.js';
import { verifyBundle } from '../../../app/proof/bundle/verify-bundle.js';
import { verifierKey } from '../../../app/proof/verifier-key.js';
import { CannotDo } from '../../terminal/cannot-do.js';
import { oneLine } from '../../terminal/one-line.js';

/** What is right, and what it is that was verified. */
function sayWhatItIs({ manifest, events }: VerifiedBundle): void {
  const { account, keys, from, to, origin, treeSize } = manifest;
  const which = keys === null ? 'all keys' : `key ${keys[0]}`;
  console.log(`${events.toLocaleString('en-US')} events: signed, included, in order, complete, replayed`);
  console.log(
    `This is the history of the account ${oneLine(account)}, ${which}, from ${from ?? 'the beginning'} to ${to ?? 'the end'},`,
  );
  console.log(`in the tree of ${treeSize.toLocaleString('en-US')} events of the origin ${oneLine(origin)}.`);
}

/** `keyledger audit verify <bundle.zip>`: without server, log and network. Exit code 1: something is wrong with the bundle. */
export function verifyFile(file: string, { trust }: { trust: readonly string[] }): void {
  const trusted = trust.map(verifierKey);
  const bytes = read(file);
  try {
    sayWhatItIs(verifyBundle(bytes, { trusted, writeZip, compileSchema, say: (line) => console.log(line) }));
  } catch (error) {
    // nothing in a bundle may end in a traceback; what is left has no better name
    const fault = error instanceof BundleWrong ? error.message : 'the bundle cannot be read';
    console.error(`WRONG: ${fault}`);
    process.exitCode = 1;
  }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new CannotDo(`The bundle cannot be opened: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`);
  }
}
