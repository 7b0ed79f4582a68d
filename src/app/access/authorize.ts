import type { Reach } from '../../domain/key/reach.js';
import { NotAllowed, type Actor, type Role } from './actor.js';

const everybody: readonly Role[] = ['ADMINISTRATOR', 'DEVELOPER', 'REVIEWER', 'AUDITOR', 'AUTHORIZATION_SERVER'];
const readers: readonly Role[] = ['ADMINISTRATOR', 'DEVELOPER', 'REVIEWER', 'AUDITOR'];
const writers: readonly Role[] = ['ADMINISTRATOR', 'DEVELOPER'];
const checkers: readonly Role[] = ['ADMINISTRATOR', 'AUTHORIZATION_SERVER'];

/** Verb -> roles that may. Whose keys they may do it to is `reachOf` and `sightOf`. */
export const permissions = {
  viewer: everybody,
  integratorKey: readers,
  integratorKeys: readers,
  keyEvents: readers,
  checkRedirectUri: checkers,
  verifyClientSecret: checkers,

  createIntegratorKey: writers,
  renameIntegratorKey: writers,
  describeIntegratorKey: writers,
  setPolicyLinks: writers,
  markMobileApp: writers,
  unmarkMobileApp: writers,
  disableIntegratorKey: writers,
  enableIntegratorKey: writers,
  deleteIntegratorKey: writers,
  transferOwnership: writers,
  addRedirectUri: writers,
  removeRedirectUri: writers,
  addSecret: writers,
  disableSecret: writers,
  enableSecret: writers,
  revokeSecret: writers,
  addKeypair: writers,
  uploadPublicKey: writers,
  disableKeypair: writers,
  enableKeypair: writers,
  revokeKeypair: writers,
  saveIntegratorKey: writers,
} as const satisfies Record<string, readonly Role[]>;

export type Verb = keyof typeof permissions;

const has = ({ roles }: Actor, ...some: Role[]) => some.some((role) => roles.includes(role));

/** Rejects with `NotAllowed` unless one of the actor's roles may do this. */
export function authorize(actor: Actor, verb: Verb): void {
  if (!has(actor, ...permissions[verb])) throw new NotAllowed(permissions[verb]);
}

/** Whose keys the actor may change: an administrator all of the account's, a developer their own. */
export const reachOf = (actor: Actor): Reach => within(actor, has(actor, 'ADMINISTRATOR'));

/** Whose keys the actor may see: reviewers and auditors all of the account's as well. */
export const sightOf = (actor: Actor): Reach => within(actor, has(actor, 'ADMINISTRATOR', 'REVIEWER', 'AUDITOR'));

function within({ id, account }: Actor, all: boolean): Reach {
  if (account === null) throw new NotAllowed();
  return { account, owner: all ? null : id };
}

/**
 * Whose keys the actor may check: an authorization server those of every account (null), an administrator its own
 * account's. Who is bound to an account never checks another's, whatever its roles.
 */
export const checkedAccountOf = (actor: Actor): string | null =>
  actor.account === null && has(actor, 'AUTHORIZATION_SERVER') ? null : within(actor, true).account;
