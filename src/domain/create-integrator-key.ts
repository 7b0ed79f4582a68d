import type { Environment, KeyEvent } from './key/events.js';
import type { Key } from './key/key.js';
import { Refusal } from './refusal.js';
import { descriptionOf, nameOf } from './rules/text.js';

export interface CreateIntegratorKey {
  account: string;
  owner: string;
  environment: Environment;
  name: string;
  description: string | null;
}

/** Born in the demo environment; production is reached by going live. */
export function createIntegratorKey(
  key: Key,
  { account, owner, environment, ...details }: CreateIntegratorKey,
): KeyEvent[] {
  if (key.status !== 'NONE') throw new Error('a new key has a new id');
  if (environment !== 'DEMO') throw new Refusal('KEYS_ARE_CREATED_IN_DEMO', ['environment']);
  const name = nameOf(details.name);
  const description = descriptionOf(details.description);
  return [{ type: 'KeyCreated', data: { account, owner, environment, name, description } }];
}
