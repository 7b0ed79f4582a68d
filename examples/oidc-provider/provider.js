import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { errors, Provider } from 'oidc-provider';
import { keyledgerClients } from './keyledger-adapter.js';
import { MemoryAdapter } from './memory-adapter.js';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const SCOPES = ['openid', 'signature'];
const LOGIN = /^\/interaction\/[\w-]+$/;
/** Longer than the example runs. */
const MINUTES_S = 600;
/** Who signs in: this example has no login page. */
const SOMEBODY = 'ada';

/** An authorization server on a free loopback port whose clients are in Keyledger. */
export async function startProvider({ keyledgerUrl, token, onChange }) {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${server.address().port}`;

  const clients = keyledgerClients({ url: keyledgerUrl, token, legacyImplicit: true, onChange });
  const provider = new Provider(issuer, {
    ...clients.configuration,
    adapter: clients.adapter(MemoryAdapter),
    scopes: SCOPES,
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    responseTypes: ['code', 'id_token'],
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    loadExistingGrant: (ctx) => grantOf(provider, ctx.oidc.session.accountId, ctx.oidc.client.clientId),
    jwks: { keys: [signingKey()] },
    ttl: { AccessToken: MINUTES_S, Grant: MINUTES_S, IdToken: MINUTES_S, Interaction: MINUTES_S, Session: MINUTES_S },
    renderError(ctx, { error }) {
      ctx.type = 'text/plain';
      ctx.body = error;
    },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    // oidc-provider fetches no jwks_uri on loopback, to be safe from being sent there; here Keyledger is
    fetch: (url, { dispatcher: _, ...options }) => {
      if (!String(url).startsWith(new URL(keyledgerUrl).origin)) throw new Error('only Keyledger is fetched from');
      return fetch(url, options);
    },
  });
  clients.attach(provider);
  provider.registerGrantType(JWT_BEARER, jwtBearer(provider, clients), ['assertion', 'scope']);

  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!LOGIN.test(request.url)) return answer(request, response);
    const decided = { login: { accountId: SOMEBODY }, consent: {} }; // oidc-provider asks for consent to every native client
    provider.interactionFinished(request, response, decided).catch(() => response.writeHead(500).end());
  });
  const following = clients.follow();
  return {
    issuer,
    async close() {
      clients.stop();
      await following;
      server.closeAllConnections();
      server.close();
    },
  };
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'example' };
}

/** Nobody is asked for consent here. */
async function grantOf(provider, accountId, clientId) {
  const grant = new provider.Grant({ accountId, clientId });
  grant.addOIDCScope(SCOPES.join(' '));
  await grant.save();
  return grant;
}

/** RFC 7523 2.1: an assertion, signed by the client, that names the user for whom it acts. */
const jwtBearer = (provider, clients) => async (ctx) => {
  const { client, params } = ctx.oidc;
  if (!params.assertion) throw new errors.InvalidRequest('assertion is missing');
  const { active, client_id: clientId, sub, scope } = await clients.verifyGrant(params.assertion, provider.issuer);
  if (!active || clientId !== client.clientId) throw new errors.InvalidGrant('the assertion does not count');
  const { jti: grantId } = await grantOf(provider, sub, clientId);
  const token = new provider.AccessToken({ client, accountId: sub, grantId, gty: 'jwt-bearer', scope: scope ?? '' });
  ctx.body = {
    access_token: await token.save(),
    expires_in: token.expiration,
    token_type: token.tokenType,
    ...(scope && { scope }),
  };
};
