import { send, type Server } from './client.js';
import { createKey, revokeSecret, addSecretWithId } from './operations.js';
import { AUTHENTICATE, postV1 } from './v1.js';

interface Made {
  addSecret: { plainText: string; secret: { id: string } };
}

/** So many secrets, each used, revoked and tried once more: 1 where the answer after the revocation knew of it, else 0. */
export async function revokedAtOnce(server: Server, times: number): Promise<number[]> {
  const created = await send<{ createIntegratorKey: { integratorKey: { id: string } } }>(server, createKey('Revoked'));
  const { id } = created.createIntegratorKey.integratorKey;
  const known: number[] = [];
  for (let n = 0; n < times; n++) {
    const { addSecret } = await send<Made>(server, addSecretWithId(id));
    const isActive = async () => {
      const answer = await postV1(server, AUTHENTICATE, { client_id: id, client_secret: addSecret.plainText });
      return (JSON.parse(answer) as { active: boolean }).active;
    };
    if (!(await isActive())) throw new Error('a secret did not count before it was revoked');
    await send(server, revokeSecret(id, addSecret.secret.id));
    known.push((await isActive()) ? 0 : 1);
  }
  return known;
}
