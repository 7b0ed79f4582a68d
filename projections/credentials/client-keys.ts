import { isUsable } from '../../src/domain/credentials/usable.js';
import type { Environment } from '../../src/domain/values/environment.js';
import { isIn } from '../../src/domain/credentials/is-in.js';
import type { Credentials, KeypairCredential } from './row.js';

/** The keypairs of a client that count at `now`, ISO 8601 UTC, in this environment. None for an unknown client. */
export function clientKeys(
  client: Credentials | undefined,
  environment: Environment,
  now: string,
): readonly KeypairCredential[] {
  if (!client || !isIn(client, environment)) return [];
  return client.keypairs.filter(
    (keypair) => keypair.environment === environment && isUsable({ ...keypair, notBefore: null }, now),
  );
}
