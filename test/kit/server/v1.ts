import type { Served } from './server.js';

/** What `/v1` answered: every body of it is JSON, but for the text of a problem's explanation. */
export interface V1Answer {
  status: number;
  headers: Headers;
  text: string;
  // eslint's and our own rule is no `any`: a test says what it expects
  body: Record<string, unknown>;
}

type Parameters = Record<string, string>;

/** Ways to ask `/v1` of a server; each with this token, or without one for null. */
export function v1Asker(server: Pick<Served, 'address'>, token: () => Promise<string | null>) {
  async function send(path: string, init: RequestInit = {}): Promise<V1Answer> {
    const bearer = await token();
    const headers = new Headers(init.headers);
    if (bearer !== null && !headers.has('authorization')) headers.set('authorization', `Bearer ${bearer}`);
    const response = await fetch(`${server.address}/v1${path}`, { redirect: 'manual', ...init, headers });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
    return {
      ...{ status: response.status, headers: response.headers, text },
      body: (isJson ? JSON.parse(text) : {}) as Record<string, unknown>,
    };
  }
  const post = (path: string, parameters: object) =>
    send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
    });
  const postForm = (path: string, parameters: Parameters | string) =>
    send(path, { method: 'POST', body: new URLSearchParams(parameters) });
  return { send, post, postForm };
}

/** As an authorization server, which is bound to no account. */
export const asAuthorizationServer = (server: Served) =>
  v1Asker(server, () => server.token({ account: null, roles: ['AUTHORIZATION_SERVER'] }));
