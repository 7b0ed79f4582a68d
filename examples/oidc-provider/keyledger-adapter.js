/**
 * oidc-provider with its clients in Keyledger. Copy this file and `server-sent-events.js`; no other file of the example is needed.
 *
 *   const clients = keyledgerClients({ url: 'https://keys.example/v1/production', token: async () => '...' });
 *   const provider = new Provider(issuer, { ...configuration, ...clients.configuration, adapter: clients.adapter(YourAdapter) });
 *   clients.attach(provider);
 *   clients.follow();
 */
import { randomBytes } from 'node:crypto';
import { errors, Provider } from 'oidc-provider';
import { followEvents } from './server-sent-events.js';

/** Stands where oidc-provider wants a secret: Keyledger never tells one. Nobody knows it, and nothing is compared with it. */
const PLACEHOLDER = randomBytes(32).toString('base64url');

/**
 * @param {object} options
 * @param {string} options.url The base address with the environment, such as `https://keys.example/v1/demo`.
 * @param {() => Promise<string>} options.token A bearer token with the role AUTHORIZATION_SERVER; asked again for every request.
 * @param {boolean} [options.legacyImplicit] Offer the implicit flow? RFC 9700 2.1.2 says that new servers should not.
 * @param {(change: { client_id: string, what: string[] }) => void} [options.onChange] Is told what has been dropped.
 */
export function keyledgerClients({ url, token, legacyImplicit = false, onChange = () => undefined }) {
  /** client_id -> promise of its metadata: two logins at once ask once. */
  const cache = new Map();
  /** client_id -> when a credential begins or ends to count, in milliseconds: the clock does that, and nobody tells. */
  const ends = new Map();
  /** client_id -> how often it has changed. Part of its metadata, so that oidc-provider forgets its keys too. */
  const changes = new Map();
  /** Grows whenever the stream is lost: what oidc-provider has of any client may be old then. */
  let lost = 0;
  /** Without the stream nothing would be dropped: then nothing is kept. */
  let following = false;
  const stopping = new AbortController();

  const ask = async (path, init = {}) =>
    fetch(`${url}${path}`, { ...init, headers: { ...init.headers, authorization: `Bearer ${await token()}` } });

  async function post(operation, parameters) {
    const response = await ask(`/${operation}`, { method: 'POST', body: new URLSearchParams(parameters) });
    if (response.ok) return response.json();
    throw new errors.CustomOIDCProviderError('temporarily_unavailable', `Keyledger answered ${response.status}`);
  }

  async function load(id) {
    const response = await ask(`/clients/${encodeURIComponent(id)}`);
    if (response.status === 404) return undefined; // unknown, deleted, disabled: nobody may use it
    if (!response.ok) throw new Error(`Keyledger answered ${response.status}`);
    const { response_types, grant_types, ...metadata } = await response.json();
    ends.set(id, Date.parse(response.headers.get('keyledger-valid-until') ?? '') || Infinity);
    const implicit = legacyImplicit && grant_types.includes('implicit');
    return {
      ...metadata,
      // oidc-provider knows no `token` alone: its implicit flow answers with an ID token
      response_types: response_types.flatMap((type) => (type === 'token' ? (implicit ? ['id_token'] : []) : [type])),
      grant_types: grant_types.filter((type) => type !== 'implicit' || implicit),
      ...(metadata.token_endpoint_auth_method === 'client_secret_basic' && { client_secret: PLACEHOLDER }),
      keyledger_changes: `${lost}.${changes.get(id) ?? 0}`,
    };
  }

  async function find(id) {
    const known = cache.get(id);
    if (known && Date.now() < (ends.get(id) ?? Infinity)) return known;
    const loading = load(id);
    if (!following) return loading;
    cache.set(id, loading);
    const forget = () => void (cache.get(id) === loading && cache.delete(id));
    const found = await loading.catch((error) => (forget(), Promise.reject(error)));
    if (!found) forget(); // what strangers ask for is not kept
    return found;
  }

  function drop(change) {
    cache.delete(change.client_id);
    ends.delete(change.client_id);
    changes.set(change.client_id, (changes.get(change.client_id) ?? 0) + 1);
    onChange(change);
  }

  return {
    /** To be merged into the configuration of oidc-provider. */
    configuration: {
      extraClientMetadata: { properties: ['require_pkce', 'keyledger_changes'] },
      pkce: { required: (_ctx, client) => client.require_pkce },
    },

    /** Clients come from Keyledger; everything else is kept by an adapter of yours. */
    adapter: (Other) => (model) => (model === 'Client' ? { find } : new Other(model)),

    /** Has Keyledger compare secrets, and takes an assertion from a client that has a secret as well. */
    attach(provider) {
      const { prototype } = provider.Client;
      prototype.compareClientSecret = async function compare(secret) {
        return (await post('authenticate-client', { client_id: this.clientId, client_secret: secret })).active;
      };
      Object.defineProperty(prototype, 'clientAuthMethod', {
        get() {
          const own = this.tokenEndpointAuthMethod;
          const asserts = Provider.ctx?.oidc?.params?.client_assertion !== undefined;
          return asserts && own !== 'none' ? 'private_key_jwt' : own;
        },
      });
    },

    /** The answer about a JWT authorization grant (RFC 7523 2.1). `audience`: your issuer. */
    verifyGrant: (assertion, audience) => post('verify-grant', { assertion, audience }),

    /** Drops what changes, until `stop`. */
    follow: () =>
      followEvents(`${url}/changes`, {
        token,
        signal: stopping.signal,
        onEvent: drop,
        onFollowing(now) {
          if (following && !now) lost++;
          following = now;
          if (!now) cache.clear();
        },
      }),
    stop: () => stopping.abort(),
  };
}
