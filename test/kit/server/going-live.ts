import { randomUUID } from 'node:crypto';
import type { Fields } from './ask.js';
import type { Person } from './settings.js';

/** A server, in this process or another, and who asks it by default: an administrator. */
export interface Reviewed {
  ask(query: string, variables?: Record<string, unknown>, token?: string): Promise<{ data: Fields; errors: unknown[] }>;
  mutate(verb: string, input: Record<string, unknown>, selection?: string, token?: string): Promise<Fields>;
  newKey(name?: string, token?: string): Promise<string>;
}

/** The redirect URI that `aReadyKey` registers. */
export const callback = 'https://portal.example/callback';

/** A key that lacks nothing but use. */
export async function aReadyKey({ mutate, newKey }: Reviewed, name = 'Contract Portal', token?: string) {
  const integratorKeyId = await newKey(name, token);
  const links = { privacyPolicyUrl: 'https://acme.example/privacy', termsOfUseUrl: 'https://acme.example/terms' };
  await mutate('describeIntegratorKey', { integratorKeyId, description: 'Sends contracts out' }, '', token);
  await mutate('setPolicyLinks', { integratorKeyId, ...links }, '', token);
  await mutate('addRedirectUri', { integratorKeyId, redirectUri: callback }, '', token);
  return integratorKeyId;
}

/** So many uses in demo, each a check of the redirect URI; the token is an authorization server's. */
export async function use({ ask }: Pick<Reviewed, 'ask'>, clientId: string, count: number, token: string) {
  const check = `checkRedirectUri(clientId: "${clientId}", environment: DEMO, redirectUri: "${callback}") { match }`;
  const all = Array.from({ length: count }, (_, n) => `use${n}: ${check}`).join('\n');
  const { data } = await ask(`{ ${all} }`, {}, token);
  if (Object.values(data).some(({ match }) => String(match) !== 'EXACT'))
    throw new Error('the redirect URI did not match');
}

/** The people of going live beside the administrator, each with a token of their own. */
export async function peopleOf(token: (person: Person) => Promise<string>) {
  const [developer, reviewer, platform, authorizationServer] = await Promise.all([
    token({ roles: ['DEVELOPER'], subject: 'dora@acme.example' }),
    token({ roles: ['REVIEWER'], subject: 'rita@acme.example' }),
    token({ roles: ['REVIEWER'], subject: `platform-${randomUUID()}`, account: null }),
    token({ roles: ['AUTHORIZATION_SERVER'], account: null }),
  ]);
  return { developer, reviewer, platform, authorizationServer };
}

const requestOf = 'integratorKey { goLive { request { id } requests { nodes { id } } } }';

/** Id of a new request. */
export async function requested({ mutate }: Reviewed, integratorKeyId: string, token?: string): Promise<string> {
  const input = { integratorKeyId, classification: 'PUBLIC', note: 'Please' };
  const { userErrors, integratorKey } = await mutate('requestGoLive', input, requestOf, token);
  if ((userErrors as unknown as unknown[]).length > 0) throw new Error(JSON.stringify(userErrors));
  const requests = integratorKey?.['goLive']?.['requests']?.['nodes'] as unknown as { id: string }[];
  return requests.at(-1)?.id ?? '';
}

/** A key that is live: requested by the first token (by default the administrator) and approved by the second. */
export async function aLiveKey(server: Reviewed, reviewer: string, token?: string): Promise<string> {
  const integratorKeyId = await aReadyKey(server, 'Live Portal', token);
  const requestId = await requested(server, integratorKeyId, token);
  const { userErrors } = await server.mutate('approveGoLive', { integratorKeyId, requestId }, '', reviewer);
  if ((userErrors as unknown as unknown[]).length > 0) throw new Error(JSON.stringify(userErrors));
  return integratorKeyId;
}

const goLive = `goLive { status
  criteria { code met switchedOff missing inputs { name value } }
  request { id status revision note changes { type } }
  requests { nodes { id status reasons note decisionNote decidedByRules requestedBy { id } endedBy { id kind } criteria { code met switchedOff } decidedOn { code met } } } }`;

/** How a key stands with going live. */
export async function standing({ ask }: Pick<Reviewed, 'ask'>, id: string, token?: string): Promise<Fields> {
  const { data, errors } = await ask(`query ($id: ID!) { integratorKey(id: $id) { ${goLive} } }`, { id }, token);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data['integratorKey']?.['goLive'] as Fields;
}
