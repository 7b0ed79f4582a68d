import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { aServer } from '../../kit/server/server.js';
import { v1Asker } from '../../kit/server/v1.js';

/** One table for two edges: whatever GraphQL answers an authorization server, `/v1` answers too, to JSON and to a form. */
const server = aServer();

type Client = Record<'id' | 'right' | 'rotated' | 'disabled' | 'revoked' | 'expired' | 'late' | 'live', string>;
const at: Record<'own' | 'disabled' | 'deleted' | 'other', Client> = {} as never;
const URIS = ['https://app.example/cb', 'https://app.example/q?a=1&b=2', 'http://127.0.0.1/cb', 'http://[::1]:80/cb', 'com.example.app:/cb', 'http://localhost/cb']; // prettier-ignore
const later = (ms: number) => new Date(Date.now() + ms).toISOString();

async function aClient(): Promise<Client> {
  const id = await server.newKey();
  const on = { integratorKeyId: id };
  const addSecret = async (more: object = {}) => {
    const { secret, plainText } = await server.mutate('addSecret', { ...on, ...more }, 'secret { id } plainText');
    return { text: String(plainText), ids: { ...on, secretId: secret?.['id'], allowLastUsable: true } };
  };
  for (const redirectUri of URIS) await server.mutate('addRedirectUri', { ...on, redirectUri });
  const [right, rotated, disabled, revoked] = [await addSecret(), await addSecret(), await addSecret(), await addSecret()];
  const [expired, late] = [await addSecret({ expiresAt: later(1_000) }), await addSecret({ notBefore: later(3_600_000) })];
  await server.mutate('disableSecret', disabled.ids);
  await server.mutate('revokeSecret', revoked.ids);
  const texts = Object.entries({ right, rotated, disabled, revoked, expired, late }).map(([name, { text }]) => [name, text]);
  return { id, live: right.text.replace('_demo_', '_prod_'), ...Object.fromEntries(texts) } as Client;
} // prettier-ignore

beforeAll(async () => {
  for (const name of ['own', 'disabled', 'deleted', 'other'] as const) at[name] = await aClient();
  await server.mutate('disableIntegratorKey', { integratorKeyId: at.disabled.id });
  await server.mutate('deleteIntegratorKey', { integratorKeyId: at.deleted.id, confirmName: 'Some key' });
  await delay(1_100); // until those that expire have
});

interface Question {
  client?: string;
  environment?: 'demo' | 'production';
  /** The account of an administrator who asks; without it an authorization server of every account. */
  account?: string;
}

const tokenOf = (account: string | undefined) =>
  server.token(account === undefined ? { account: null, roles: ['AUTHORIZATION_SERVER'] } : { account });

/** What the edges say. */
async function told(query: string, path: string, question: Question, parameter: Record<string, string>) {
  const { client = at.own.id, environment = 'demo', account } = question;
  const token = () => tokenOf(account);
  const [value] = Object.values(parameter);
  const variables = { id: client, in: environment.toUpperCase(), value };
  const { data } = await server.ask(query, variables, await token());
  const v1 = v1Asker(server, token);
  const parameters = { client_id: client, ...parameter };
  const json = await v1.post(`/${environment}/${path}`, parameters);
  const form = await v1.postForm(`/${environment}/${path}`, parameters);
  expect({ status: form.status, body: form.body }).toEqual({ status: json.status, body: json.body });
  return { graphql: data['answer'] as unknown as Record<string, unknown>, v1: json.body };
}

describe('a redirect URI', () => {
  const query = `query ($id: ID!, $in: Environment!, $value: String!) {
    answer: checkRedirectUri(clientId: $id, environment: $in, redirectUri: $value) { match } }`;
  const [uri = ''] = URIS;

  test.each<[string, string, string, (() => Question)?]>([
    ...URIS.map((one): [string, string, string] => ['as registered', one, 'exact']),
    ['with a slash more', `${uri}/`, 'none'],
    ['with a slash less', 'https://app.example', 'none'],
    ['in other case', 'https://app.example/CB', 'none'],
    ['with a host in other case', 'https://APP.example/cb', 'none'],
    ['with a scheme in other case', 'HTTPS://app.example/cb', 'none'],
    ['with a query', `${uri}?a=1`, 'none'],
    ['with its query in another order', 'https://app.example/q?b=2&a=1', 'none'],
    ['with an ampersand and a plus', `${uri}?a=1&b=+`, 'none'],
    ['with a fragment', `${uri}#x`, 'none'],
    ['with the default port', 'https://app.example:443/cb', 'none'],
    ['percent-encoded', 'https://app.example/%63b', 'none'],
    ['with dot segments', 'https://app.example/x/../cb', 'none'],
    ['with user info', 'https://app.example@evil.example/cb', 'none'],
    ['with a blank before', ` ${uri}`, 'none'],
    ['with a line feed behind', `${uri}\n`, 'none'],
    ['with a NUL', `${uri}\0`, 'none'],
    ['that is not ASCII', 'https://äpp.example/cb', 'none'],
    ['that is very long', `${uri}?${'x'.repeat(20_000)}`, 'none'],
    ['of a loopback with another port', 'http://127.0.0.1:51004/cb', 'loopback_port'],
    ['of IPv6 with another port', 'http://[::1]:51004/cb', 'loopback_port'],
    ['of IPv6 without a port', 'http://[::1]/cb', 'loopback_port'],
    ['of a loopback with port 0', 'http://127.0.0.1:0/cb', 'none'],
    ['of localhost with another port', 'http://localhost:51004/cb', 'none'],
    ['of the other loopback', 'http://127.0.0.2/cb', 'none'],
    ['in another environment', uri, 'none', () => ({ environment: 'production' })],
    ['of a disabled client', uri, 'none', () => ({ client: at.disabled.id })],
    ['of a deleted client', uri, 'none', () => ({ client: at.deleted.id })],
    ['of an unknown client', uri, 'none', () => ({ client: randomUUID() })],
    ['of a client id that is none', uri, 'none', () => ({ client: "' OR 1=1 --" })],
    ['of a client id in capitals', uri, 'exact', () => ({ client: at.own.id.toUpperCase() })],
    ['asked by its own account', uri, 'exact', () => ({ account: server.account })],
    ['asked by another account', uri, 'none', () => ({ account: 'elsewhere' })],
  ])('%s: %j is %s', async (_, redirect_uri, match, question = () => ({})) => {
    const { graphql, v1 } = await told(query, 'check-redirect-uri', question(), { redirect_uri });
    expect({ graphql: String(graphql['match']).toLowerCase(), v1 }).toEqual({ graphql: match, v1: { match } });
  });
});

describe('a secret', () => {
  const query = `query ($id: ID!, $in: Environment!, $value: String!) {
    answer: verifyClientSecret(clientId: $id, environment: $in, secret: $value) { active reason secretId } }`;

  test.each<[string, () => string, string | null, (() => Question)?]>([
    ['that is right', () => at.own.right, null],
    ['of a rotated pair, the second', () => at.own.rotated, null],
    ['that is disabled', () => at.own.disabled, 'disabled'],
    ['that is revoked', () => at.own.revoked, 'revoked'],
    ['that has expired', () => at.own.expired, 'expired'],
    ['that is not yet valid', () => at.own.late, 'not_yet_valid'],
    ['in the wrong environment', () => at.own.right, 'wrong_environment', () => ({ environment: 'production' })],
    ['with the prefix of another environment', () => at.own.live, 'unknown'],
    ['of another client', () => at.other.right, 'unknown'],
    ['of a disabled client', () => at.disabled.right, 'disabled', () => ({ client: at.disabled.id })],
    ['of a deleted client', () => at.deleted.right, 'revoked', () => ({ client: at.deleted.id })],
    ['of an unknown client', () => at.own.right, 'unknown', () => ({ client: randomUUID() })],
    ['of a client id that is none', () => at.own.right, 'unknown', () => ({ client: '../..' })],
    ['of a client id in capitals', () => at.own.right, null, () => ({ client: at.own.id.toUpperCase() })],
    ['with a character more', () => `${at.own.right}x`, 'unknown'],
    ['with a character less', () => at.own.right.slice(0, -1), 'unknown'],
    ['in other case', () => at.own.right.toUpperCase(), 'unknown'],
    ['with a blank behind', () => `${at.own.right} `, 'unknown'],
    ['with a NUL behind', () => `${at.own.right}\0`, 'unknown'],
    ['that is a blank', () => ' ', 'unknown'],
    ['that is very long', () => at.own.right.repeat(300), 'unknown'],
    ['that is not ASCII', () => 'пароль🔑é', 'unknown'],
    ['that would be percent-encoded', () => '%41+%2B&client_id=x=', 'unknown'],
    ['asked by its own account', () => at.own.right, null, () => ({ account: server.account })],
    ['asked by another account', () => at.own.right, 'unknown', () => ({ account: 'elsewhere' })],
  ])('%s', async (_, secret, reason, question = () => ({})) => {
    const { graphql, v1 } = await told(query, 'authenticate-client', question(), { client_secret: secret() });
    const { active, reason: said, secretId } = graphql;
    const inWordsOfV1 = { active, reason: said === null ? null : String(said).toLowerCase(), credential_id: secretId };
    expect(inWordsOfV1).toMatchObject({ active: reason === null, reason });
    expect(v1).toMatchObject({ ...inWordsOfV1, method: 'client_secret', kid: null });
    const knows = reason !== 'unknown';
    expect({ client: v1['client_id'], secret: secretId !== null }).toEqual({
      ...{ client: knows ? (question().client ?? at.own.id).toLowerCase() : null, secret: knows },
    });
  });

  test('that is empty is none at all to /v1 (RFC 6749 3.2), and inactive at both', async () => {
    const { graphql, v1 } = await told(query, 'authenticate-client', {}, { client_secret: '' });
    expect(graphql).toEqual({ active: false, reason: 'UNKNOWN', secretId: null });
    expect(v1).toMatchObject({ active: false, reason: 'credentials_required', method: 'none' });
  });
});
