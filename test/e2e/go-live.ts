import { randomUUID } from 'node:crypto';
import { minter } from '../kit/server/settings.js';
import type { ServerProcess } from '../kit/server/server-process.js';
import { ask, mutate } from './client.js';

const USES = 20;

interface Requested {
  integratorKey: { goLive: { request: { id: string } } };
}

/** Every verb of going live on one key, from what it lacks to production that is resumed; says which verbs it used. */
export async function goesLive(server: ServerProcess, integratorKeyId: string, redirectUri: string): Promise<string[]> {
  const token = await minter(server.dataDirectory);
  const reviewer = {
    ...server,
    token: await token({ roles: ['REVIEWER'], subject: 'rita@acme.example', account: null }),
  };
  const asking = { ...server, token: await token({ roles: ['AUTHORIZATION_SERVER'], account: null }) };
  const verbs: string[] = [];
  function run<More = object>(
    verb: string,
    input: object,
    more = '',
    by: Pick<ServerProcess, 'address' | 'token'> = server,
  ) {
    verbs.push(verb);
    const circumstances = { reason: 'a rehearsal', idempotencyKey: randomUUID() };
    return mutate<More>(by, verb, { integratorKeyId, ...circumstances, ...input }, more);
  }
  async function request(): Promise<string> {
    const more = 'integratorKey { goLive { request { id } } }';
    const { integratorKey } = await run<Requested>('requestGoLive', { classification: 'PUBLIC', note: 'Please' }, more);
    return integratorKey.goLive.request.id;
  }

  const links = { privacyPolicyUrl: 'https://app.example.com/privacy', termsOfUseUrl: 'https://app.example.com/terms' };
  await run('setPolicyLinks', links);
  const check = `checkRedirectUri(clientId: "${integratorKeyId}", environment: DEMO, redirectUri: "${redirectUri}") { match }`;
  await ask(asking, `{ ${Array.from({ length: USES }, (_, n) => `use${n}: ${check}`).join(' ')} }`);

  await run('withdrawGoLiveRequest', { requestId: await request() });
  await run('declineGoLive', { requestId: await request(), reasons: ['Say more.'] }, '', reviewer);
  const requestId = await request();
  verbs.push('goLiveRequests');
  await ask(reviewer, '{ goLiveRequests { nodes { id } } }');
  await run('approveGoLive', { requestId, note: 'Welcome' }, '', reviewer);
  await run('suspendProduction', { reason: 'A leak' }, '', reviewer);
  await run('resumeProduction', {});
  return verbs;
}
