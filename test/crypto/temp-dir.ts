import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

/** A directory for one test file, gone afterwards. */
export function tempDir(): string {
  const directory = mkdtempSync(join(tmpdir(), 'keyledger-crypto-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
