import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from '@jest/globals';
import { compileSchema } from '../../../src/adapters/json-schema/compile-schema.js';
import { writeZip } from '../../../src/adapters/zip/write-zip.js';
import { BundleWrong } from '../../../src/app/proof/bundle/bundle-wrong.js';
import type { CompileSchema, Judge } from '../../../src/app/proof/bundle/schemas.js';
import { verifyBundle } from '../../../src/app/proof/bundle/verify-bundle.js';
import { verifierKey } from '../../../src/app/proof/verifier-key.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const hasPython = spawnSync('python3', ['--version']).status === 0;

/** What a verifier says of a bundle: null when nothing is wrong with it. */
export interface Judged {
  wrong: string | null;
  said: string[];
}

/** `test`, or a skipped one that says what it lacks. */
export const testWithPython = hasPython
  ? test
  : (name: string, _: () => unknown, __?: number) =>
      test.skip(`${name} -- NOT RUN: there is no python3 in the PATH`, () => undefined);

const MOST_KEPT = 500;
const compiled = new Map<string, Judge>();

/** Compiled once, however many bundles have it. */
const compileOnce: CompileSchema = (schema) => {
  const text = JSON.stringify(schema);
  const judge = compiled.get(text) ?? compileSchema(schema);
  if (compiled.size < MOST_KEPT) compiled.set(text, judge);
  return judge;
};

export function judgedHere(bytes: Buffer, trust: string): Judged {
  const said: string[] = [];
  try {
    verifyBundle(bytes, {
      trusted: [verifierKey(trust)],
      writeZip,
      compileSchema: compileOnce,
      say: (line) => said.push(line),
    });
    return { wrong: null, said };
  } catch (error) {
    if (!(error instanceof BundleWrong)) throw error;
    return { wrong: error.message, said };
  }
}

/** By `tools/verify.py`, all in one process. Rejects unless it has judged each. */
export async function judgedInPython(bundles: readonly Buffer[], trust: string): Promise<Judged[]> {
  const child = spawn('python3', ['-B', `${root}tools/verify_many.py`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for (const bytes of bundles)
    child.stdin.write(`${JSON.stringify({ bundle: bytes.toString('base64'), trust: [trust] })}\n`);
  child.stdin.end();
  child.stdin.on('error', () => undefined); // it has ended: told below
  let output = '';
  for await (const text of child.stdout.setEncoding('utf8')) output += String(text);
  const judged = output
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Judged);
  if (judged.length !== bundles.length)
    throw new Error(`verify.py has judged ${judged.length} bundles of ${bundles.length}, and ended`);
  return judged;
}
