import { clientKeys } from '../../../projections/credentials/client-keys.js';
import type { KeypairCredential } from '../../../projections/credentials/row.js';
import type { Services } from '../asking.js';
import { findClient, type ClientQuestion, type Finding } from './find-client.js';

type Public = Omit<Finding, 'caller'> & Pick<Services, 'now'>;

/** The keys of a client that count now: public, so anybody may ask. Throws `ViewsBehind` while the views lack something. */
export async function listClientKeys(
  services: Public,
  question: ClientQuestion,
): Promise<readonly KeypairCredential[]> {
  const everybody = { ...services, caller: { reach: { account: null, owner: null } } };
  return clientKeys(await findClient(everybody, question), question.environment, services.now().toISOString());
}
