import { addKeypair, type AddKeypair } from '../keypairs/add-keypair.js';
import { addRedirectUri, type AddRedirectUri } from '../redirect-uris/add-redirect-uri.js';
import { addSecret, type AddSecret } from '../secrets/add-secret.js';
import { describeIntegratorKey } from '../details/describe-integrator-key.js';
import { inSequence, type Step } from '../key/in-sequence.js';
import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { markMobileApp } from '../details/mark-mobile-app.js';
import { removeRedirectUri } from '../redirect-uris/remove-redirect-uri.js';
import { renameIntegratorKey } from '../details/rename-integrator-key.js';
import { setPolicyLinks, type SetPolicyLinks } from '../details/set-policy-links.js';
import { unmarkMobileApp } from '../details/unmark-mobile-app.js';

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
  const asTold: Step['fieldOf'] = (field) => field;
  const steps: Step[] = [{ decide: (key) => setPolicyLinks(key, links), fieldOf: asTold }];
  if (name !== undefined) steps.push({ decide: (key) => renameIntegratorKey(key, { name }), fieldOf: asTold });
  if (description !== undefined)
    steps.push({ decide: (key) => describeIntegratorKey(key, { description }), fieldOf: asTold });
  if (mobileApp !== undefined)
    steps.push({ decide: mobileApp ? markMobileApp : unmarkMobileApp, fieldOf: () => ['mobileApp'] });
  return steps;
}

const each = <C>(list: string, commands: readonly C[], decide: (key: ExistingKey, command: C) => KeyEvent[]) =>
  commands.map((command, index): Step => ({
    decide: (key) => decide(key, command),
    // What is wrong with the whole key is told of the entry: an entry has no id of a key.
    fieldOf: (field) => [list, String(index), ...field.filter((name) => name !== 'integratorKeyId')],
  }));
