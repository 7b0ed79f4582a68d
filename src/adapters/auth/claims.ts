import type { JWTPayload } from 'jose';
import { mayBeBoundToNone, NotSignedIn, roleNamed, type Actor, type Role } from '../../app/access/actor.js';
import { MAX_ACTOR_ID_LENGTH } from '../../domain/values/refusals.js';

/** Where a token says what; a dotted path leads into an object, as in Keycloak's `realm_access.roles`. */
export interface ClaimNames {
  account: string;
  roles: string;
  kind: string;
}

/** Characters (Unicode code points). */
const MAX_ACCOUNT_CHARACTERS = 100;

/** The claim of exactly this name wins: `https://keyledger.example/roles` is a name, not a path. */
function claim(payload: JWTPayload, name: string): unknown {
  if (Object.hasOwn(payload, name)) return payload[name];
  let found: unknown = payload;
  for (const step of name.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  return found;
}

/** Characters the store or a log could not keep as they are: control characters, half a surrogate pair. */
function textClaim(value: unknown, name: string, maxLength: number): string {
  if (typeof value !== 'string') throw new NotSignedIn(`${name} is missing or is not text`);
  const { length } = [...value];
  if (length < 1 || length > maxLength) throw new NotSignedIn(`${name} is empty or longer than ${maxLength}`);
  if (/\p{Cc}|\p{Cs}/u.test(value)) throw new NotSignedIn(`${name} has a control character or a lone surrogate`);
  return value;
}

function rolesOf(value: unknown): readonly Role[] {
  const names: unknown = typeof value === 'string' ? value.split(' ') : (value ?? []);
  if (!Array.isArray(names)) throw new NotSignedIn('the roles are neither an array nor text');
  const known = names.map((name) => (typeof name === 'string' ? roleNamed(name) : undefined));
  return Object.freeze([...new Set(known.filter((role) => role !== undefined))]);
}

/** `system` is Keyledger itself, when nobody asked; no token may claim to be that. */
function kindOf(value: unknown): 'user' | 'service' {
  if (value === undefined || value === null) return 'user';
  const kind = typeof value === 'string' ? value.toLowerCase() : value;
  if (kind === 'user' || kind === 'service') return kind;
  throw new NotSignedIn('the kind is neither user nor service');
}

/** The actor a verified token speaks for; throws `NotSignedIn`. */
export function actorFrom(payload: JWTPayload, names: ClaimNames): Actor {
  const id = textClaim(payload.sub, 'the subject', MAX_ACTOR_ID_LENGTH);
  const roles = rolesOf(claim(payload, names.roles));
  const kind = kindOf(claim(payload, names.kind));
  const named = claim(payload, names.account) ?? null;
  const account =
    mayBeBoundToNone(roles) && named === null ? null : textClaim(named, 'the account', MAX_ACCOUNT_CHARACTERS);
  return Object.freeze({ id, kind, account, roles }); // one object for every operation of a token that is remembered
}
