import { send, type Server } from './client.js';
import { addRedirectUri, addSecret, createKey } from './operations.js';

export interface Client {
  clientId: string;
  secret: string;
  redirectUri: string;
}

/** A key with a secret and redirect URIs, to be asked about. */
export async function furnish(server: Server): Promise<Client> {
  const { createIntegratorKey } = await send<{ createIntegratorKey: { integratorKey: { id: string } } }>(
    server,
    createKey('Contract Portal'),
  );
  const clientId = createIntegratorKey.integratorKey.id;
  const redirectUri = 'https://portal.acme.example/callback';
  await send(server, addRedirectUri(clientId, redirectUri));
  await send(server, addRedirectUri(clientId, 'http://127.0.0.1/callback'));
  await send(server, addSecret(clientId));
  const { addSecret: added } = await send<{ addSecret: { plainText: string } }>(server, addSecret(clientId));
  return { clientId, redirectUri, secret: added.plainText };
}
