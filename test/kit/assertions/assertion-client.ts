import { randomUUID } from 'node:crypto';
import type { Fields } from '../server/ask.js';
import { es256, jws, p256, spkiPem } from './signing.js';

export const AUDIENCE = 'https://login.example';

/** Mutations of a server, wherever it runs. */
interface Asked {
  newKey(name?: string): Promise<string>;
  mutate(verb: string, input: Record<string, unknown>, selection?: string): Promise<Fields>;
}

/** A client that signs, and the parameters with which its authorization server asks about one assertion. */
export async function anAssertion(server: Asked) {
  const id = await server.newKey('Signs');
  const upload = { integratorKeyId: id, publicKey: spkiPem(p256.publicKey) };
  const { position } = await server.mutate('uploadPublicKey', upload);
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: id, sub: id, aud: AUDIENCE, exp: now + 300, iat: now, jti: randomUUID() };
  return {
    position: String(position),
    parameters: {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: jws({ alg: 'ES256' }, claims, es256),
      audience: AUDIENCE,
    },
  };
}
