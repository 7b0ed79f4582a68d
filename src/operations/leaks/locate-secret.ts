import { ownerOfDigest } from '../../../projections/credentials/digests.js';
import { recallCredentials } from '../../../projections/credentials/find.js';
import { credentials } from '../../../projections/credentials/index.js';
import type { Reach } from '../../domain/key/reach.js';
import type { Services } from '../asking.js';

export interface LocatedSecret {
  integratorKeyId: string;
  account: string;
  secretId: string;
}

type Locating = Pick<Services, 'views' | 'verifier'>;

/**
 * Whose secret a text is, revoked ones and those of deleted keys included; undefined for one that is nobody's, or beyond reach. The
 * text is digested under every pepper at hand and each digest looked up, whatever the text is. White space round it is nobody's
 * secret and comes with every second copy of one.
 */
export function locateSecret({ views, verifier }: Locating, reach: Reach, text: string): LocatedSecret | undefined {
  const owned = ownerOfDigest(views, verifier.digestsOf(text.trim()));
  const client = owned && recallCredentials(views, reach, owned.clientId);
  return client && { integratorKeyId: client.clientId, account: client.account, secretId: owned.secretId };
}

/** Waits until these views have everything that is in the log now: a secret of a moment ago, added on another server, is found. Answers how far that is. */
export async function untilAllIsFound(
  { head, reads }: Pick<Services, 'head' | 'reads'>,
  names: readonly string[] = [credentials.name],
): Promise<string> {
  const position = await head();
  for (const name of names) await reads.ready(name, position);
  return position;
}
