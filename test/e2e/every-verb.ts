import { randomUUID } from 'node:crypto';
import { ask, mutate, type Asked, type Payload } from './client.js';
import { goesLive } from './go-live.js';
import { minter } from '../kit/server/settings.js';
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

  verbs.push(...(await goesLive(server, keyId, uri.redirectUri)));
  await policyOf(server, verbs);
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

interface PolicyPayload {
  accountPolicy: { proposal: { id: string } | null } | null;
  userErrors: { code: string }[];
}

/** What becomes of the policy of the account; it is as it was before, when this is over. */
async function policyOf(server: ServerProcess, verbs: string[]): Promise<void> {
  async function run(verb: string, input: string, by: Asked = server): Promise<string> {
    verbs.push(verb);
    const select = 'accountPolicy { proposal { id } } userErrors { code }';
    const circumstances = `reason: "a rehearsal", idempotencyKey: "${randomUUID()}"`;
    const query = `mutation { ${verb}(input: { ${input}, ${circumstances} }) { ${select} } }`;
    const { [verb]: payload } = await ask<Record<string, PolicyPayload>>(by, query);
    if (!payload || payload.userErrors.length > 0) throw new Error(`${verb}: ${JSON.stringify(payload?.userErrors)}`);
    return payload.accountPolicy?.proposal?.id ?? '';
  }
  const token = await (await minter(server.dataDirectory))({ subject: 'grace@acme.example' });
  verbs.push('accountPolicy');
  await ask(server, '{ accountPolicy { revision } }');
  await run('setAccountPolicy', 'productionChanges: FOUR_EYES');
  const declined = await run('proposeAccountPolicy', 'productionChanges: DIRECT');
  await run('declineAccountPolicy', `proposalId: "${declined}", reasons: ["not yet"]`);
  const approved = await run('proposeAccountPolicy', 'productionChanges: null');
  await run('approveAccountPolicy', `proposalId: "${approved}"`, { ...server, token });
}
