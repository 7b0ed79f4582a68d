import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { together } from '../refusal/refusal.js';
import { linkOf } from '../values/link.js';

/** Links to set: a link that is left out does not change, null removes it. */
export interface SetPolicyLinks {
  privacyPolicyUrl?: string | null | undefined;
  termsOfUseUrl?: string | null | undefined;
}

export function setPolicyLinks(key: ExistingKey, command: SetPolicyLinks): KeyEvent[] {
  const { privacyPolicyUrl = key.privacyPolicyUrl, termsOfUseUrl = key.termsOfUseUrl } = command;
  const [policy, terms] = together(
    () => linkOf(privacyPolicyUrl, 'privacyPolicyUrl'),
    () => linkOf(termsOfUseUrl, 'termsOfUseUrl'),
  );
  if (policy === key.privacyPolicyUrl && terms === key.termsOfUseUrl) return [];
  return [{ type: 'PolicyLinksSet', data: { privacyPolicyUrl: policy, termsOfUseUrl: terms } }];
}
