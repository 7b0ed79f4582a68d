import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A file of the repository, as text. */
export const textOf = (path: string) => readFileSync(join(root, path), 'utf8');
export const jsonOf = <Shape>(path: string) => JSON.parse(textOf(path)) as Shape;

/** Paths of the files in these folders, with `/` whatever the system. Not from git: where the tests run there may be none. */
export const files = (...folders: string[]) =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/')),
  );

/** Made here, or brought here: not of the repository. */
const foreign = new Set(['.git', '.stryker-tmp', 'node_modules', 'dist', 'data', 'coverage', 'reports']);

/** Paths of all files of the repository; where there is no git, of all that are there. */
export function everyFile(): string[] {
  const { status, stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  if (status === 0) return stdout.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
  return readdirSync(root, { withFileTypes: true })
    .filter(({ name }) => !foreign.has(name))
    .flatMap((entry) => (entry.isDirectory() ? files(entry.name) : [entry.name]));
}
