import type { KeyEvent } from './key/events.js';
import type { ExistingKey } from './key/key.js';
import { descriptionOf } from './rules/text.js';

export function describeIntegratorKey(key: ExistingKey, command: { description: string | null }): KeyEvent[] {
  const description = descriptionOf(command.description);
  return description === key.description ? [] : [{ type: 'KeyDescribed', data: { description } }];
}
