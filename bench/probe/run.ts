import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Figures } from './told.js';

/** The checkout that this file was built in. */
export const here = fileURLToPath(new URL('../../..', import.meta.url));

export interface ProbeOptions {
  /** Another checkout, with `dist/` in it: its program is measured, by the same probe. */
  root?: string;
  /** A command that the probe is run under. */
  under?: readonly string[];
}

/** Runs a program of `bench/probes` in a process of its own; its figures. Rejects with what it said when it fails. */
export async function probe(
  name: string,
  asked: object,
  { root = here, under = [] }: ProbeOptions = {},
): Promise<Figures> {
  const program = `${root}/dist/bench/probes/${name}.js`;
  const [file, ...args] = [...under, process.execPath, '--no-warnings', program, JSON.stringify(asked)];
  const { stdout } = await promisify(execFile)(file as string, args, { maxBuffer: 1 << 26 });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Figures;
}
