import { randomBytes } from 'node:crypto';
import { makeSecretText } from '../../src/adapters/crypto/secrets/secret-format.js';
import { send, type Server } from './client.js';
import { addSecret, createKey, verifySecret } from './operations.js';
import { postV1 } from './v1.js';

const strangers = () => makeSecretText('DEMO', randomBytes(32));
const mistyped = (text: string) => text.slice(0, -1) + (text.endsWith('0') ? '1' : '0');

/** What is sent to `/v1/revoke`: a secret that counts, one of another server's, and one whose checksum is wrong. */
export type Told = 'ours' | 'strangers' | 'mistyped';
const orders: Told[][] = [
  ['ours', 'strangers', 'mistyped'],
  ['mistyped', 'strangers', 'ours'],
];

/** Milliseconds that each request took until its answer was read, one after the other, so many of each. */
export async function revokeInTurn(server: Server, times: number): Promise<Record<Told, number[]>> {
  const created = await send<{ createIntegratorKey: { integratorKey: { id: string } } }>(server, createKey('Leaky'));
  const { id } = created.createIntegratorKey.integratorKey;
  const took: Record<Told, number[]> = { ours: [], strangers: [], mistyped: [] };
  for (let turn = 0; turn < times; turn++) {
    const { addSecret: added } = await send<{ addSecret: { plainText: string } }>(server, addSecret(id));
    const texts = { ours: added.plainText, strangers: strangers(), mistyped: mistyped(strangers()) };
    for (const told of orders[turn % 2] ?? []) {
      const begun = performance.now();
      await postV1(server, '/v1/revoke', { secret: texts[told] });
      took[told].push(performance.now() - begun);
    }
    const verified = await send<{ verifyClientSecret: { reason: string } }>(server, verifySecret(id, texts.ours));
    if (verified.verifyClientSecret.reason !== 'REVOKED') throw new Error('a secret was not revoked');
  }
  return took;
}
