import { addKeypair, type AddKeypair } from './add-keypair.js';
import { addRedirectUri, type AddRedirectUri } from './add-redirect-uri.js';
import { addSecret, type AddSecret } from './add-secret.js';
import { describeIntegratorKey } from './describe-integrator-key.js';
import { inSequence, type Step } from './key/in-sequence.js';
import type { KeyEvent } from './key/events.js';
import type { ExistingKey } from './key/key.js';
import { markMobileApp } from './mark-mobile-app.js';
import { removeRedirectUri } from './remove-redirect-uri.js';
import { renameIntegratorKey } from './rename-integrator-key.js';
import { setPolicyLinks, type SetPolicyLinks } from './set-policy-links.js';
import { unmarkMobileApp } from './unmark-mobile-app.js';

/** What is left out stays as it is. */
export interface SaveIntegratorKey extends SetPolicyLinks {
  name?: string | undefined;
  description?: string | null | undefined;
  mobileApp?: boolean | undefined;
  removeRedirectUriIds: readonly string[];
  addRedirectUris: readonly AddRedirectUri[];
  addSecrets: readonly AddSecret[];
  addKeypairs: readonly AddKeypair[];
}

/** Details, then removals, then additions; each judged on what those before it have made of the key; all or none. */
export const saveIntegratorKey = (key: ExistingKey, changes: SaveIntegratorKey): KeyEvent[] =>
  inSequence(key, [
    ...detailSteps(changes),
    ...changes.removeRedirectUriIds.map((redirectUriId, index): Step => ({
      decide: (now) => removeRedirectUri(now, { redirectUriId }),
      fieldOf: () => ['removeRedirectUriIds', String(index)],
    })),
    ...each('addRedirectUris', changes.addRedirectUris, addRedirectUri),
    ...each('addSecrets', changes.addSecrets, addSecret),
    ...each('addKeypairs', changes.addKeypairs, addKeypair),
  ]);

function detailSteps({ name, description, mobileApp, ...links }: SaveIntegratorKey): Step[] {
  const decisions: Step['decide'][] = [(key) => setPolicyLinks(key, links)];
  if (name !== undefined) decisions.push((key) => renameIntegratorKey(key, { name }));
  if (description !== undefined) decisions.push((key) => describeIntegratorKey(key, { description }));
  if (mobileApp !== undefined) decisions.push(mobileApp ? markMobileApp : unmarkMobileApp);
  return decisions.map((decide) => ({ decide, fieldOf: (field) => field }));
}

const each = <C>(list: string, commands: readonly C[], decide: (key: ExistingKey, command: C) => KeyEvent[]) =>
  commands.map((command, index): Step => ({
    decide: (key) => decide(key, command),
    fieldOf: (field) => [list, String(index), ...field],
  }));
