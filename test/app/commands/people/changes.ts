import type { ProposedChange } from '../../../../src/domain/two-people/facts.js';
import type { Environment } from '../../../../src/domain/values/environment.js';
import { noChange } from '../../../kit/facts/facts.js';

/** What a change is about. */
export const sorts = [
  'uri',
  'secret',
  'keypair',
  'secret rotated',
  'keypair rotated',
  'secret enabled',
  'keypair enabled',
  'key',
  'resume',
  'mobile',
] as const;
export type Sort = (typeof sorts)[number];

interface Wanted {
  sort: Sort;
  environment: Environment;
  /** Of what would be rotated or enabled, or a part of the new redirect URI. */
  id: string;
}

const dated = { label: null, expiresAt: null };
const rotation = { ...dated, overlap: 'P7D', retiresAt: null, allowLastUsable: true };

/** A change of that sort, as somebody would save it or propose it. */
export function changeOf({ sort, environment, id }: Wanted): ProposedChange {
  const parts: Record<Sort, Partial<ProposedChange>> = {
    uri: { addRedirectUris: [{ environment, redirectUri: `https://portal.example/${id}` }] },
    secret: { addSecrets: [{ environment, notBefore: null, ...dated }], name: `With ${id}`.slice(0, 100) },
    keypair: { addKeypairs: [{ environment, modulusLength: 2048, format: 'PKCS8', ...dated }] },
    'secret rotated': { rotateSecrets: [{ secretId: id, notBefore: null, ...rotation }] },
    'keypair rotated': { rotateKeypairs: [{ keypairId: id, modulusLength: 2048, format: 'PKCS8', ...rotation }] },
    'secret enabled': { enableSecretIds: [id] },
    'keypair enabled': { enableKeypairIds: [id] },
    key: { enableKey: true },
    resume: { resumeProduction: true },
    mobile: { mobileApp: true },
  };
  return { ...noChange, ...parts[sort] };
}
