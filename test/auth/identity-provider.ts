import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

export interface SigningKey {
  alg: string;
  kid: string;
  privateKey: CryptoKey;
  /** As published. */
  publicJwk: JWK;
}

export async function signingKey(alg: string, kid: string): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { alg, kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

export const ISSUER = 'https://login.acme.example';
export const AUDIENCE = 'keyledger';

/** Seconds from the epoch, so many from now. */
export const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

/** A token that counts, but for the claims given; undefined leaves one out. */
export const sign = ({ alg, kid, privateKey }: SigningKey, claims: JWTPayload = {}) =>
  new SignJWT({
    iss: ISSUER,
    aud: AUDIENCE,
    sub: 'ada@acme.example',
    exp: inSeconds(300),
    account: 'acme',
    roles: ['administrator'],
    ...claims,
  })
    .setProtectedHeader({ alg, kid })
    .sign(privateKey);

/** Publishes keys on loopback as an identity provider does; `answer` may be changed between requests. */
export async function identityProvider(...keys: SigningKey[]) {
  const published = {
    keys: keys.map(({ publicJwk }) => publicJwk),
    status: 200,
    body: null as string | null,
    requests: 0,
    /** Answers come only when they are released. */
    hang: false,
    release: (() => {}) as () => void,
  };
  const server = createServer((_, response) => {
    published.requests += 1;
    const answer = () => {
      response.writeHead(published.status, { 'content-type': 'application/json' });
      response.end(published.body ?? JSON.stringify({ keys: published.keys }));
    };
    if (published.hang) published.release = answer;
    else answer();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { published, jwksUrl: `http://127.0.0.1:${port}/jwks`, close };
}
