import { readdirSync, readFileSync } from 'node:fs';
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
