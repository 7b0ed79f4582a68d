import { addKeypair, type AddKeypair } from '../keypairs/add-keypair.js';
import { addRedirectUri, type AddRedirectUri } from '../redirect-uris/add-redirect-uri.js';
import { enableIntegratorKey } from '../life/enable-integrator-key.js';
import { enableKeypair } from '../keypairs/enable-keypair.js';
import { enableSecret } from '../secrets/enable-secret.js';
import { resumeProduction } from '../go-live/resume-production.js';
import { rotateKeypair, type RotateKeypair } from '../rotation/rotate-keypair.js';
import { rotateSecret, type RotateSecret } from '../rotation/rotate-secret.js';
import { addSecret, type AddSecret } from '../secrets/add-secret.js';
import { describeIntegratorKey } from '../details/describe-integrator-key.js';
import { decideInOrder, type SavePart } from './decide-in-order.js';
import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { markMobileApp } from '../details/mark-mobile-app.js';
import { removeRedirectUri } from '../redirect-uris/remove-redirect-uri.js';
import { renameIntegratorKey } from '../details/rename-integrator-key.js';
import { setPolicyLinks, type SetPolicyLinks } from '../details/set-policy-links.js';
import { unmarkMobileApp } from '../details/unmark-mobile-app.js';

/** Changes to one key; a field that is left out does not change. */
export interface SaveIntegratorKey extends SetPolicyLinks {
  name?: string | undefined;
  description?: string | null | undefined;
  mobileApp?: boolean | undefined;
  removeRedirectUriIds: readonly string[];
  enableKey?: boolean | undefined;
  enableSecretIds?: readonly string[] | undefined;
  enableKeypairIds?: readonly string[] | undefined;
  resumeProduction?: boolean | undefined;
  rotateSecrets?: readonly RotateSecret[] | undefined;
  rotateKeypairs?: readonly RotateKeypair[] | undefined;
  addRedirectUris: readonly AddRedirectUri[];
  addSecrets: readonly AddSecret[];
  addKeypairs: readonly AddKeypair[];
  /** ISO 8601 UTC. */
  now: string;
}

/** Details, then removals, then what is enabled, then rotations, then additions, each decided on the key as the earlier parts leave it; all of them or none. */
export const saveIntegratorKey = (key: ExistingKey, changes: SaveIntegratorKey): KeyEvent[] =>
  decideInOrder(key, [
    ...detailParts(changes),
    ...changes.removeRedirectUriIds.map((redirectUriId, index): SavePart => ({
      decide: (left) => removeRedirectUri(left, { redirectUriId }),
      fieldOf: () => ['removeRedirectUriIds', String(index)],
    })),
    ...enablingParts(changes),
    ...each('rotateSecrets', changes.rotateSecrets ?? [], rotateSecret),
    ...each('rotateKeypairs', changes.rotateKeypairs ?? [], rotateKeypair),
    ...each('addRedirectUris', changes.addRedirectUris, addRedirectUri),
    ...each('addSecrets', changes.addSecrets, addSecret),
    ...each('addKeypairs', changes.addKeypairs, addKeypair),
  ]);

function detailParts({ name, description, mobileApp, now, ...links }: SaveIntegratorKey): SavePart[] {
  const sameField: SavePart['fieldOf'] = (field) => field;
  const parts: SavePart[] = [{ decide: (key) => setPolicyLinks(key, links), fieldOf: sameField }];
  if (name !== undefined) parts.push({ decide: (key) => renameIntegratorKey(key, { name }), fieldOf: sameField });
  if (description !== undefined)
    parts.push({ decide: (key) => describeIntegratorKey(key, { description }), fieldOf: sameField });
  if (mobileApp !== undefined)
    parts.push({
      decide: mobileApp ? (key) => markMobileApp(key, { now }) : unmarkMobileApp,
      fieldOf: () => ['mobileApp'],
    });
  return parts;
}

function enablingParts(changes: SaveIntegratorKey): SavePart[] {
  const { enableKey = false, enableSecretIds = [], enableKeypairIds = [], resumeProduction: resume = false } = changes;
  const parts: SavePart[] = [];
  if (enableKey) parts.push({ decide: enableIntegratorKey, fieldOf: () => ['enableKey'] });
  enableSecretIds.forEach((secretId, index) =>
    parts.push({
      decide: (key) => enableSecret(key, { secretId }),
      fieldOf: () => ['enableSecretIds', String(index)],
    }),
  );
  enableKeypairIds.forEach((keypairId, index) =>
    parts.push({
      decide: (key) => enableKeypair(key, { keypairId }),
      fieldOf: () => ['enableKeypairIds', String(index)],
    }),
  );
  if (resume) parts.push({ decide: resumeProduction, fieldOf: () => ['resumeProduction'] });
  return parts;
}

const each = <C>(list: string, commands: readonly C[], decide: (key: ExistingKey, command: C) => KeyEvent[]) =>
  commands.map((command, index): SavePart => ({
    decide: (key) => decide(key, command),
    // a refusal of the whole key points at the entry, which has no `integratorKeyId`
    fieldOf: (field) => [list, String(index), ...field.filter((name) => name !== 'integratorKeyId')],
  }));
