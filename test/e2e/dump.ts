import { ask, type Asked } from './client.js';

const actor = '{ id kind }';
const credential = `environment label status expiresAt createdAt createdBy ${actor}`;
const wholeKey = `
  id clientId name description privacyPolicyUrl termsOfUseUrl mobileApp clientType status owner environments
  createdAt createdBy ${actor} updatedAt revision
  redirectUris { id environment uri createdAt createdBy ${actor} }
  secrets(includeRevoked: true) { id lastFour notBefore ${credential} }
  keypairs(includeRevoked: true) { id kid fingerprint algorithm modulusLength source publicKeyPem ${credential} }
  authenticationMethods { method ready missing }
  goLive {
    status
    requests(first: 100) {
      nodes {
        id revision classification note rulesVersion requestedAt requestedBy ${actor} expiresAt endedAt endedBy ${actor}
        decidedByRules decisionNote reasons status criteria { code met inputs { name value } } decidedOn { code met inputs { name value } }
        changes { id type }
      }
    }
  }
  history(first: 100) {
    nodes {
      id integratorKeyId type recordedAt revision position actor ${actor} commandId correlationId reason sourceIp userAgent
      details { name value }
    }
    totalCount
  }`;

interface Listed {
  integratorKeys: { nodes: { id: string }[]; totalCount: number };
}
interface Whole {
  integratorKey: { secrets: { lastFour: string }[]; redirectUris: { uri: string }[] };
}

async function idsOfAll(server: Asked): Promise<string[]> {
  const ids = new Set<string>();
  for (const status of ['ACTIVE', 'DISABLED', 'DELETED']) {
    const query = `{ integratorKeys(first: 100, filter: { status: ${status} }) { nodes { id } totalCount } }`;
    const { integratorKeys } = await ask<Listed>(server, query);
    if (integratorKeys.totalCount > integratorKeys.nodes.length) throw new Error('more keys than one page shows');
    for (const { id } of integratorKeys.nodes) ids.add(id);
  }
  return [...ids];
}

/** The answer to every query there is, about every key that its token sees, as one text. */
export async function dump(server: Asked): Promise<string> {
  const answers: unknown[] = [await ask(server, '{ viewer { id kind account roles } }')];
  for (const field of ['NAME', 'CREATED_AT', 'UPDATED_AT']) {
    const query = `{ integratorKeys(first: 100, sort: { field: ${field}, direction: DESC }) { nodes { id } edges { cursor } totalCount } }`;
    answers.push(await ask(server, query));
  }
  for (const status of ['DECLINED', 'WITHDRAWN', 'APPROVED']) {
    const query = `{ goLiveRequests(first: 100, filter: { status: ${status} }) { nodes { id note reasons } edges { cursor } totalCount } }`;
    answers.push(await ask(server, query));
  }
  for (const id of await idsOfAll(server)) answers.push(...(await dumpKey(server, id)));
  return JSON.stringify(answers, undefined, 1);
}

/** The answers to every query about one key; `secret` is verified among them. */
export async function dumpKey(server: Asked, id: string, secret = 'kl_demo_wrong'): Promise<unknown[]> {
  const whole = await ask<Whole>(server, `query Key($id: ID!) { integratorKey(id: $id) { ${wholeKey} } }`, { id });
  const redirectUri = whole.integratorKey.redirectUris[0]?.uri ?? 'https://nobody.example/';
  const check = `query Check($id: ID!, $redirectUri: String!, $secret: String!) {
    checkRedirectUri(clientId: $id, environment: DEMO, redirectUri: $redirectUri) { match nearest { uri firstDifferenceAt } }
    verifyClientSecret(clientId: $id, environment: DEMO, secret: $secret) { active reason secretId }
  }`;
  return [whole, await ask(server, check, { id, redirectUri, secret })];
}
