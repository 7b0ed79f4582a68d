import type { Environment } from '../values/environment.js';
import type { KeyEvent } from '../key/facts.js';
import type { Key } from '../key/key.js';
import { Refusal, together } from '../refusal/refusal.js';
import { linkOf } from '../values/link.js';
import { descriptionOf, nameOf } from '../values/text.js';

export interface CreateIntegratorKey {
  account: string;
  owner: string;
  environment: Environment;
  name: string;
  description: string | null;
  privacyPolicyUrl?: string | null | undefined;
  termsOfUseUrl?: string | null | undefined;
  mobileApp?: boolean | undefined;
}

/** Creates a key in the demo environment; it gets production by going live. Its details and links come with it. */
export function createIntegratorKey(key: Key, command: CreateIntegratorKey): KeyEvent[] {
  if (key.status !== 'NONE') throw new Error('a new key has a new id');
  const { account, owner, environment, mobileApp = false } = command;
  if (environment !== 'DEMO') throw new Refusal('KEYS_ARE_CREATED_IN_DEMO', ['environment']);
  const [name, description, privacyPolicyUrl, termsOfUseUrl] = together(
    () => nameOf(command.name),
    () => descriptionOf(command.description),
    () => linkOf(command.privacyPolicyUrl ?? null, 'privacyPolicyUrl'),
    () => linkOf(command.termsOfUseUrl ?? null, 'termsOfUseUrl'),
  );
  const events: KeyEvent[] = [{ type: 'KeyCreated', data: { account, owner, environment, name, description } }];
  if (privacyPolicyUrl !== null || termsOfUseUrl !== null)
    events.push({ type: 'PolicyLinksSet', data: { privacyPolicyUrl, termsOfUseUrl } });
  if (mobileApp) events.push({ type: 'MobileAppMarked', data: {} });
  return events;
}
