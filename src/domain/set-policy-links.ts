import type { KeyEvent } from './key/events.js';
import type { ExistingKey } from './key/key.js';
import { linkOf } from './rules/link.js';

/** A link left out stays as it is; null takes it away. */
export interface SetPolicyLinks {
  privacyPolicyUrl?: string | null | undefined;
  termsOfUseUrl?: string | null | undefined;
}

export function setPolicyLinks(key: ExistingKey, command: SetPolicyLinks): KeyEvent[] {
  const { privacyPolicyUrl = key.privacyPolicyUrl, termsOfUseUrl = key.termsOfUseUrl } = command;
  const links = {
    privacyPolicyUrl: linkOf(privacyPolicyUrl, 'privacyPolicyUrl'),
    termsOfUseUrl: linkOf(termsOfUseUrl, 'termsOfUseUrl'),
  };
  const same = links.privacyPolicyUrl === key.privacyPolicyUrl && links.termsOfUseUrl === key.termsOfUseUrl;
  return same ? [] : [{ type: 'PolicyLinksSet', data: links }];
}
