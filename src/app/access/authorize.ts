import type { Reach } from '../../domain/key/reach.js';
import { NotAllowed, type Actor, type Role } from './actor.js';
import { permissions, widths, type Permission, type Verb, type Whose } from './permissions.js';

/** The roles that may do this. */
export const rolesThatMay = (verb: Verb) => Object.keys(permissions[verb]) as Role[];

/** The keys that the actor may do this to, by the strongest of its roles. Throws `NotAllowed`. */
export function authorize(actor: Actor, verb: Verb): Reach {
  const permission: Permission = permissions[verb];
  const granted = actor.roles.flatMap((role) => permission[role] ?? []);
  if (granted.length === 0) throw new NotAllowed(rolesThatMay(verb));
  const whose = widths.findLast((width) => granted.includes(width) && isFor[width](actor));
  if (whose === undefined) throw new NotAllowed();
  const { id, account } = actor;
  const onlyRequested = account === null && (whose === 'requested' || whose === 'requested of every account');
  return { account, owner: ofOneself.includes(whose) ? id : null, ...(onlyRequested && { onlyRequested }) };
}

/** Where the keys of others stay out of reach. */
const ofOneself: readonly Whose[] = ['none', 'the account itself', 'own'];

const isBound = ({ account }: Actor) => account !== null;
const isAnybody = () => true;

/** An actor that is bound to an account never reaches beyond it; an actor without an account has neither keys of its own nor a policy. */
const isFor: Record<Whose, (actor: Actor) => boolean> = {
  none: isAnybody,
  'the account itself': isBound,
  own: isBound,
  'of the account': isBound,
  requested: isAnybody,
  'requested of every account': (actor) => !isBound(actor),
  'of every account': isAnybody,
  'the whole log': (actor) => !isBound(actor),
};

/** May the actor read everything of its account, and from where it was done? */
export const readsWholeAccount = ({ account, roles }: Actor): boolean =>
  account !== null && roles.some((role) => (permissions.auditLog as Permission)[role] === 'of the account');

/** The account that the actor is bound to. Throws `NotAllowed` for one that is bound to none. */
export function accountOf({ account }: Actor): string {
  if (account === null) throw new NotAllowed();
  return account;
}
