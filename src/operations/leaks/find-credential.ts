import {
  credentialsNamed,
  type CredentialName,
  type NamedCredential,
} from '../../../projections/key-details/credential-names.js';
import { credentials } from '../../../projections/credentials/index.js';
import { findKey } from '../../../projections/key-details/find.js';
import { keyDetails } from '../../../projections/key-details/index.js';
import { shownCredentials } from '../../../projections/key-details/shown-credentials.js';
import { validity } from '../../../projections/validity/index.js';
import { validityOfSubject } from '../../../projections/validity/list.js';
import { BadArgument } from '../../app/errors/bad-argument.js';
import type { StatusAt } from '../../domain/credentials/usable.js';
import type { Lived } from '../../domain/validity/validity.js';
import { noteReading } from '../audit/note-reading.js';
import type { Asking } from '../asking.js';
import { locateSecret, untilAllIsFound } from './locate-secret.js';

/** Of a name that several have: enough to see that it is no name to go by. */
const MAX_FOUND = 20;

/** By what a credential is looked for; exactly one of them. */
export type SoughtBy = Partial<Record<'text' | CredentialName, string | null | undefined>>;

export interface FoundCredential extends Omit<Lived, 'id'>, NamedCredential {
  account: string;
  keyStatus: 'ACTIVE' | 'DISABLED' | 'DELETED';
  status: StatusAt;
  /** Of a secret; a keypair has a `kid`. */
  lastFour: string | null;
  kid: string | null;
}

export interface Finding {
  ours: boolean;
  /** Null unless a text was asked about. */
  looksLikeOurs: boolean | null;
  credentials: FoundCredential[];
  /** Whether there are more than these. */
  more: boolean;
}

/** All credentials within reach that this is, or has ever been, deleted ones included; of nothing else it tells more than its form. */
export async function findCredential(asking: Asking, sought: SoughtBy): Promise<Finding> {
  const { views, verifier, caller } = asking;
  const given = Object.entries(sought).flatMap(([by, value]) => (value == null ? [] : [[by, value] as const]));
  const [[by, value] = ['', '']] = given;
  if (given.length !== 1) throw new BadArgument('Give exactly one of text, lastFour, kid and fingerprint.');
  await untilAllIsFound(asking, [credentials.name, keyDetails.name, validity.name]);
  const found = by === 'text' ? bySecret(asking, value) : byName(asking, by as CredentialName, value);
  const told = found.slice(0, MAX_FOUND).flatMap((one) => describedNow(asking, one) ?? []);
  for (const { integratorKeyId: id, account } of told)
    noteReading(asking, caller.actor, { id, account, owner: findKey(views, caller.reach, id)?.owner });
  return {
    ours: told.length > 0,
    looksLikeOurs: by === 'text' ? verifier.hasForm(value.trim()) : null,
    credentials: told,
    more: found.length > MAX_FOUND,
  };
}

function bySecret(asking: Asking, text: string): NamedCredential[] {
  const located = locateSecret(asking, asking.caller.reach, text);
  return located ? [{ integratorKeyId: located.integratorKeyId, credentialId: located.secretId }] : [];
}

const byName = ({ views, caller }: Asking, what: CredentialName, name: string): NamedCredential[] =>
  credentialsNamed(views, caller.reach, what, name.trim(), MAX_FOUND + 1);

function describedNow({ views, caller, now }: Asking, { integratorKeyId, credentialId }: NamedCredential) {
  const at = now().toISOString();
  const key = findKey(views, caller.reach, integratorKeyId);
  const lived = validityOfSubject(views, caller.reach, credentialId, at);
  if (!key || !lived) return undefined;
  const { secrets, keypairs } = shownCredentials(key, at);
  const secret = secrets.find(({ id }) => id === credentialId);
  const keypair = keypairs.find(({ id }) => id === credentialId);
  const { kind, environment, label, intervals } = lived;
  return {
    ...{ integratorKeyId, credentialId, kind, environment, label, intervals },
    ...{ account: key.account, keyStatus: key.status, status: (secret ?? keypair)?.status ?? 'REVOKED' },
    ...{ lastFour: secret?.lastFour ?? null, kid: keypair?.kid ?? null },
  } satisfies FoundCredential;
}
