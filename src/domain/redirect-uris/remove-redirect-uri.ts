import type { KeyEvent } from '../key/facts.js';
import { redirectUriOf } from '../key/reach.js';
import type { ExistingKey } from '../key/key.js';

export function removeRedirectUri(key: ExistingKey, { redirectUriId }: { redirectUriId: string }): KeyEvent[] {
  return [{ type: 'RedirectUriRemoved', data: redirectUriOf(key, redirectUriId, ['redirectUriId']) }];
}
