import { randomUUID } from 'node:crypto';
import { ask, mutate, type Asked, type Payload } from './client.js';
import { useInDemo } from '../kit/server/uses.js';
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
  /** Of webhooks. */
  signingSecrets: string[];
}

const ofSecret = 'secret { id lastFour } plainText';
const ofKeypair = 'keypair { id } privateKeyPem';

/** Every mutation there is, once at least, in the life of one key; the key stays when `spare` says so. */
export async function everyVerb(server: ServerProcess, { spare = false } = {}): Promise<Life> {
  const name = `Canary ${Math.random().toString(36).slice(2)}`;
  const verbs: string[] = [];
  const key: { integratorKeyId?: string } = {};

  async function run<More>(verb: string, input: object = {}, more = '', by: Asked = server): Promise<Payload & More> {
    verbs.push(verb);
    const circumstances = { reason: 'a rehearsal', idempotencyKey: randomUUID() };
    return mutate<More>(by, verb, { ...key, ...circumstances, ...input }, more);
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
  const rotated = await rotation(run, second.secret.id);
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
  const keypairId = uploaded.keypair.id;
  const renewed = await run<ShownKeypair>('rotateKeypair', { keypairId, overlap: 'PT1H' }, ofKeypair);
  await run('relabelKeypair', { keypairId, label: 'uploaded' });
  await run('cancelRetirement', { credentialId: keypairId });
  await run('retireKeypair', { keypairId, at: dates.expiresAt });
  await run('revokeKeypair', { keypairId });

  const overlap = 'P365D'; // a nearer end brings a reminder, sooner or later
  const changes = {
    ...{ description: 'Saved', addRedirectUris: [uri], addSecrets: [{ label: 'third' }], addKeypairs: [{}] },
    rotateSecrets: [{ secretId: rotated.secret.id, overlap }],
    rotateKeypairs: [{ keypairId: pair.keypair.id, overlap }],
  };
  const more = `secrets { ${ofSecret} } keypairs { ${ofKeypair} }`;
  const saved = await run<{ secrets: ShownSecret[]; keypairs: ShownKeypair[] }>('saveIntegratorKey', changes, more);

  await goLive(server, keyId, uri.redirectUri, run);
  verbs.push('changeProposals');
  const applied = await proposals(server, keyId, run, more);
  await policyOf(server, verbs);
  const signingSecrets = await webhooksOf(server, verbs);
  await run('transferOwnership', { newOwner: 'grace@acme.example' });
  if (!spare) await run('deleteIntegratorKey', { confirmName: name });
  return {
    keyId,
    name,
    verbs,
    secrets: [first, second, rotated, ...saved.secrets, ...applied.secrets],
    keypairs: [pair, renewed, ...saved.keypairs, ...applied.keypairs],
    signingSecrets,
  };
}

type Run = <More>(verb: string, input?: object, more?: string, by?: Asked) => Promise<Payload & More>;
/** A secret is replaced, its end taken back and given anew, and it is left out for a while. */
async function rotation(run: Run, secretId: string): Promise<ShownSecret> {
  const rotated = await run<ShownSecret>('rotateSecret', { secretId, overlap: 'P7D' }, ofSecret);
  await run('cancelRetirement', { credentialId: secretId });
  await run('retireSecret', { secretId, at: '2120-01-01T00:00:00.000Z' });
  await run('relabelSecret', { secretId, label: 'on its way out' });
  const to = new Date(Date.now() + 60_000).toISOString();
  const scheduled = await run<{ secret: { brownouts: { id: string }[] } }>(
    'scheduleBrownout',
    { secretId, to },
    'secret { brownouts { id } }',
  );
  await run('cancelBrownout', { secretId, brownoutId: scheduled.secret.brownouts[0]?.id });
  return rotated;
}

interface Standing {
  integratorKey: { goLive: { request: { id: string } } };
}

/** From demo to production, with a request that is withdrawn, one that is declined, and a stop. */
async function goLive(server: ServerProcess, clientId: string, redirectUri: string, run: Run): Promise<void> {
  const mint = await minter(server.dataDirectory);
  const asking = await mint({ roles: ['AUTHORIZATION_SERVER'], account: null });
  const ready = { description: 'Ready for production', termsOfUseUrl: 'https://app.example.com/terms' };
  await run('saveIntegratorKey', ready);
  await useInDemo((query, variables, token) => ask({ ...server, token }, query, variables), asking, {
    clientId,
    redirectUri,
  });
  const reviewer = { ...server, token: await mint({ roles: ['REVIEWER'], subject: 'heidi@acme.example' }) };
  const request = async () => {
    await run('requestGoLive', { classification: 'PUBLIC', note: 'Once more' });
    const asked =
      'query ($id: ID!) { integratorKey(id: $id) { goLive { request { id } } } goLiveRequests { totalCount } }';
    const { integratorKey } = await ask<Standing>(server, asked, { id: clientId });
    return { requestId: integratorKey.goLive.request.id };
  };
  await run('withdrawGoLiveRequest', await request());
  await run('declineGoLive', { ...(await request()), reasons: ['Not yet.'] }, '', reviewer);
  await run('approveGoLive', { ...(await request()), note: 'Welcome' }, '', reviewer);
  await run('suspendProduction', { reason: 'A leak.' });
  await run('resumeProduction');
}

/** Changes of production that are proposed: one is declined, one withdrawn, one applied. Answers what was shown once. */
async function proposals(server: ServerProcess, keyId: string, run: Run, shown: string) {
  const token = await (await minter(server.dataDirectory))({ subject: 'grace@acme.example' });
  const proposed = async () => {
    const wishes = { addSecrets: [{ environment: 'PRODUCTION' }], addKeypairs: [{ environment: 'PRODUCTION' }] };
    await run('proposeChange', wishes);
    const asked =
      'query ($id: ID!) { changeProposals(filter: { status: OPEN, integratorKeyId: $id }) { nodes { id status change { addSecrets { environment } } } } }';
    const { changeProposals } = await ask<{ changeProposals: { nodes: { id: string }[] } }>(server, asked, {
      id: keyId,
    });
    return { proposalId: changeProposals.nodes[0]?.id };
  };
  await run('declineChange', { ...(await proposed()), reasons: ['Not yet.'] }, '', { ...server, token });
  await run('withdrawChange', await proposed());
  const last = await proposed();
  await run('approveChange', last, '', { ...server, token });
  return run<{ secrets: ShownSecret[]; keypairs: ShownKeypair[] }>('applyChange', last, shown);
}

interface PolicyPayload {
  accountPolicy: { proposal: { id: string } | null } | null;
  userErrors: { code: string }[];
}

/** The life of a webhook of the account, to whose URL nobody listens. */
async function webhooksOf(server: ServerProcess, verbs: string[]): Promise<string[]> {
  const secrets: string[] = [];
  async function run(verb: string, input: string, select = ''): Promise<string> {
    verbs.push(verb);
    const circumstances = `reason: "a rehearsal", idempotencyKey: "${randomUUID()}"`;
    const query = `mutation { ${verb}(input: { ${input}, ${circumstances} }) { webhook { id } ${select} userErrors { code } } }`;
    const { [verb]: payload } = await ask<Record<string, WebhookPayload>>(server, query);
    if (!payload || payload.userErrors.length > 0) throw new Error(`${verb}: ${JSON.stringify(payload?.userErrors)}`);
    if (payload.secret != null) secrets.push(payload.secret);
    return payload.webhook?.id ?? '';
  }
  const id = `webhookId: "${await run('addWebhook', 'url: "https://hooks.example.com/", types: [KeyDeleted]', 'secret')}"`;
  await run('rotateWebhookSecret', id, 'secret');
  await run('pauseWebhook', id);
  await run('resumeWebhook', id);
  await run('removeWebhook', id);
  verbs.push('webhooks');
  await ask(server, '{ webhooks { id } }');
  return secrets;
}

interface WebhookPayload {
  webhook: { id: string } | null;
  secret?: string | null;
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
