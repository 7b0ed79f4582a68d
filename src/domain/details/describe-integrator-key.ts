import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { descriptionOf } from '../values/text.js';

export function describeIntegratorKey(key: ExistingKey, command: { description: string | null }): KeyEvent[] {
  const description = descriptionOf(command.description);
  return description === key.description ? [] : [{ type: 'KeyDescribed', data: { description } }];
}
