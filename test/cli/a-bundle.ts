import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { streamOf } from '../../src/app/log/streams.js';
import { everyVerb } from '../e2e/every-verb.js';
import { mutate } from '../e2e/client.js';
import { startServer } from '../kit/server/server-process.js';
import { minter } from '../kit/server/settings.js';
import { signLog, withLog } from '../kit/proof/signed-log.js';
import { captured } from './captured.js';

export interface SignedHistory {
  dataDirectory: string;
  keyFile: string;
  /** The verifier key. */
  trust: string;
  /** The key that has been through every verb, and one of another account. */
  keyId: string;
  othersKeyId: string;
}

/** A log of a server that has stopped: every verb, two accounts, signed. */
export async function aSignedHistory(dataDirectory: string): Promise<SignedHistory> {
  const server = await startServer(dataDirectory);
  const { keyId } = await everyVerb(server);
  const token = await (await minter(dataDirectory))({ account: 'globex' });
  const other = await mutate<object>({ ...server, token }, 'createIntegratorKey', { name: 'Of another account' });
  await server.stop();
  const keyFile = join(dataDirectory, 'audit-key.pem');
  const trust = await withLog(dataDirectory, (store) => signLog(store, keyFile));
  return { dataDirectory, keyFile, trust, keyId, othersKeyId: other.integratorKey?.id ?? '' };
}

type Log = Pick<SignedHistory, 'dataDirectory' | 'keyFile'> & { env?: Record<string, string> };

/** The bytes of the bundle that `audit export` writes, or what it says instead; `env` names another store. */
export async function exported({ dataDirectory, keyFile, env = {} }: Log, ...args: string[]) {
  const file = join(dataDirectory, `${randomUUID()}.zip`);
  const variables = { KEYLEDGER_DATA_DIR: dataDirectory, KEYLEDGER_AUDIT_KEY_FILE: keyFile, ...env };
  const { error, stdout } = await captured(['audit', 'export', ...args, '-o', file], variables);
  return { error, stdout, file, bytes: error === undefined ? readFileSync(file) : Buffer.of() };
}

/** One more event of the key, after what was signed. */
export async function happensAfterwards({ dataDirectory, keyId }: SignedHistory): Promise<void> {
  await withLog(dataDirectory, async (store) => {
    const events = await store.readStream(streamOf(keyId));
    const [renamed, last] = [events.find(({ type }) => type === 'KeyRenamed'), events.at(-1)];
    if (!renamed || !last) throw new Error('the key was never renamed');
    const { type, data, metadata } = renamed;
    await store.append(streamOf(keyId), last.revision, [{ id: randomUUID(), type, data, metadata }]);
  });
}
