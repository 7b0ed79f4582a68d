import type { ActorKind } from '../../domain/key/recorded.js';

export const roles = ['ADMINISTRATOR', 'DEVELOPER', 'REVIEWER', 'AUDITOR', 'AUTHORIZATION_SERVER'] as const;
export type Role = (typeof roles)[number];

/** The role of this name, in any case, with `-` as good as `_`. Only ASCII letters: `ı` and `ſ` have capitals that are ours. */
export const roleNamed = (name: string): Role | undefined =>
  /^[A-Za-z_-]+$/.test(name) ? roles.find((role) => role === name.toUpperCase().replaceAll('-', '_')) : undefined;

const unboundRoles: readonly Role[] = ['REVIEWER', 'AUDITOR', 'AUTHORIZATION_SERVER'];

/** May an actor with these roles be bound to no account? Only one that has no other role. */
export const mayBeBoundToNone = ([role, ...more]: readonly Role[]) =>
  role !== undefined && more.length === 0 && unboundRoles.includes(role);

/** Who is asking, as the bearer token says. */
export interface Actor {
  id: string;
  kind: ActorKind;
  /** The tenant; null for an authorization server, a reviewer or an auditor that is bound to none. */
  account: string | null;
  roles: readonly Role[];
}

/** Turns a bearer token into an actor, or rejects with `NotSignedIn`, or with `IdentityProviderUnavailable`. */
export interface Authenticator {
  actorOf(bearerToken: string): Promise<{ actor: Actor; expiresAt: Date }>;
}

/** The token is missing, forged, expired, or meant for another audience. The reason is for the log; the answer says only that the token does not count. */
export class NotSignedIn extends Error {
  override name = 'NotSignedIn';
}

/** The token was made by a development server, or for one, on another data directory than this server's. In development only. */
export class OfAnotherDataDirectory extends NotSignedIn {
  override name = 'OfAnotherDataDirectory';
}

/** No bearer token was sent at all. */
export class NoToken extends NotSignedIn {
  override name = 'NoToken';
}

/** The keys that tell whether a token counts cannot be had now. The token may be good: a later retry may succeed. */
export class IdentityProviderUnavailable extends Error {
  override name = 'IdentityProviderUnavailable';
}

/** Signed in, but not for this. */
export class NotAllowed extends Error {
  override name = 'NotAllowed';
  /** `takes`: roles of which one would do. */
  constructor(takes: readonly Role[] = []) {
    super(`Your roles do not allow this${takes.length ? `; it takes ${takes.join(' or ')}` : ''}.`);
  }
}
