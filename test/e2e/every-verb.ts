import { randomUUID } from 'node:crypto';
import { mutate, type Payload } from './client.js';
import type { ServerProcess } from '../kit/server/server-process.js';
import { newKeyPair } from '../kit/facts/key-pair.js';

interface ShownSecret {
  secret: { id: string; lastFour: string };
  plainText: string;
}
interface ShownKeypair {
  keypair: { id: string };
  privateKeyPem: string;
}

/** What one key went through, and what was shown once on the way. */
export interface Life {
  keyId: string;
  name: string;
  verbs: string[];
  secrets: ShownSecret[];
  keypairs: ShownKeypair[];
}

const ofSecret = 'secret { id lastFour } plainText';
const ofKeypair = 'keypair { id } privateKeyPem';

/** Every mutation there is, once at least, in the life of one key; the key stays when `spare` says so. */
export async function everyVerb(server: ServerProcess, { spare = false } = {}): Promise<Life> {
  const name = `Canary ${Math.random().toString(36).slice(2)}`;
  const verbs: string[] = [];
  const key: { integratorKeyId?: string } = {};

  async function run<More>(verb: string, input: object = {}, more = ''): Promise<Payload & More> {
    verbs.push(verb);
    const circumstances = { reason: 'a rehearsal', idempotencyKey: randomUUID() };
    return mutate<More>(server, verb, { ...key, ...circumstances, ...input }, more);
  }
  const created = await run('createIntegratorKey', { name: 'Before', description: 'Born here' });
  const keyId = created.integratorKey?.id ?? '';
  key.integratorKeyId = keyId;

  await run('renameIntegratorKey', { name });
  await run('describeIntegratorKey', { description: null });
  await run('setPolicyLinks', { privacyPolicyUrl: 'https://app.example.com/privacy' });
  await run('markMobileApp');
  await run('unmarkMobileApp');
  await run('disableIntegratorKey');
  await run('enableIntegratorKey');

  const uri = { redirectUri: 'https://app.example.com/callback' };
  const added = await run<{ redirectUri: { id: string } }>('addRedirectUri', uri, 'redirectUri { id }');
  await run('removeRedirectUri', { redirectUriId: added.redirectUri.id });

  const dates = { notBefore: '2020-01-01T00:00:00.000Z', expiresAt: '2120-01-01T00:00:00.000Z' };
  const first = await run<ShownSecret>('addSecret', { label: 'first', ...dates }, ofSecret);
  const second = await run<ShownSecret>('addSecret', {}, ofSecret);
  await run('disableSecret', { secretId: first.secret.id });
  await run('enableSecret', { secretId: first.secret.id });
  await run('revokeSecret', { secretId: first.secret.id });

  const pair = await run<ShownKeypair>('addKeypair', { label: 'generated' }, ofKeypair);
  const publicKey = newKeyPair('rsa', { modulusLength: 2048 }).publicKey.export({
    type: 'spki',
    format: 'pem',
  });
  const uploaded = await run<ShownKeypair>(
    'uploadPublicKey',
    { publicKey, expiresAt: dates.expiresAt },
    'keypair { id }',
  );
  await run('disableKeypair', { keypairId: uploaded.keypair.id });
  await run('enableKeypair', { keypairId: uploaded.keypair.id });
  await run('revokeKeypair', { keypairId: uploaded.keypair.id });

  const changes = { description: 'Saved', addRedirectUris: [uri], addSecrets: [{ label: 'third' }], addKeypairs: [{}] };
  const more = `secrets { ${ofSecret} } keypairs { ${ofKeypair} }`;
  const saved = await run<{ secrets: ShownSecret[]; keypairs: ShownKeypair[] }>('saveIntegratorKey', changes, more);

  await run('transferOwnership', { newOwner: 'grace@acme.example' });
  if (!spare) await run('deleteIntegratorKey', { confirmName: name });
  return {
    keyId,
    name,
    verbs,
    secrets: [first, second, ...saved.secrets],
    keypairs: [pair, ...saved.keypairs],
  };
}
