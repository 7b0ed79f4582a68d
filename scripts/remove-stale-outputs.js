import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

const outputs = 'dist';

/** Removes compiled files whose source is gone: the compiler leaves them, and jest would run a test that was removed. */
export function removeStaleOutputs() {
  if (!existsSync(outputs)) return;
  for (const { name, parentPath } of readdirSync(outputs, { recursive: true, withFileTypes: true })) {
    const output = join(parentPath, name);
    const source = relative(outputs, output).replace(/\.js(\.map)?$/, '.ts');
    if (source.endsWith('.ts') && !existsSync(source)) rmSync(output);
  }
}
