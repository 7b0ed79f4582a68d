import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import ts from 'typescript';
import { projections } from '../../projections/index.js';
import { textOf } from './repository.js';

export interface ViewDigest {
  version: number;
  /** SHA-256, hexadecimal, of the code that makes the rows. */
  digest: string;
}

const folderOf = (name: string) => `projections/${name.replaceAll('_', '-')}`;

/** What runs of a file: without types and comments. */
const codeOf = (path: string) =>
  ts.transpileModule(textOf(path), {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, removeComments: true },
  }).outputText;

/** The file and all of `projections` and `src/domain` that its code imports, directly or not. */
function closureOf(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path) || !/^(projections|src\/domain)\//.test(path)) return seen;
  seen.add(path);
  for (const [, imported = ''] of codeOf(path).matchAll(/ from '(\..*?)\.js'/g))
    closureOf(`${posix.join(posix.dirname(path), imported)}.ts`, seen);
  return seen;
}

/** For each view its version, and a digest of its tables and its fold: all that says what its rows are. */
export function viewDigests(): Record<string, ViewDigest> {
  return Object.fromEntries(
    projections.map(({ name, version }) => {
      const code = [...closureOf(`${folderOf(name)}/index.ts`)].sort().map(codeOf);
      const withoutVersion = code.join('\n').replace(/^ *version: \d+,$/m, '');
      return [name, { version, digest: createHash('sha256').update(withoutVersion).digest('hex') }];
    }),
  );
}

/** As they stand in `projections/digests.json`. */
export const printedDigests = () => `${JSON.stringify(viewDigests(), undefined, 2)}\n`;
