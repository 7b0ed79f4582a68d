import { execFile } from 'node:child_process';
import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { here } from '../probe/run.js';

const run = promisify(execFile);
const git = async (...args: string[]) => (await run('git', args, { cwd: here })).stdout.trim();

export interface Checkout {
  root: string;
  /** Such as `1ab6068 Rebuild the views in long transactions`. */
  name: string;
  remove(): Promise<void>;
}

/** A commit in a directory of its own, built as it ships, with the packages and the probes of this checkout: both sides are measured alike. */
export async function checkOut(commit: string, root: string): Promise<Checkout> {
  await git('worktree', 'add', '--detach', root, `${commit}^{commit}`);
  const remove = async () => void (await git('worktree', 'remove', '--force', root));
  try {
    await symlink(join(here, 'node_modules'), join(root, 'node_modules'));
    const tsc = join(here, 'node_modules/typescript/bin/tsc');
    await run(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root });
    await cp(join(here, 'dist/bench'), join(root, 'dist/bench'), { recursive: true });
    return { root, name: await git('log', '-1', '--format=%h %s', commit), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
