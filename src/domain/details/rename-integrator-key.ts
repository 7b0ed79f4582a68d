import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { nameOf } from '../values/text.js';

export function renameIntegratorKey(key: ExistingKey, { name }: { name: string }): KeyEvent[] {
  const renamed = nameOf(name);
  return renamed === key.name ? [] : [{ type: 'KeyRenamed', data: { name: renamed } }];
}
