import type { Use } from '../../domain/usage/note-use.js';
import type { Asking } from '../asking.js';

export type NotingUse = Pick<Asking, 'usage'> & { caller: { actor: Pick<Asking['caller']['actor'], 'roles'> } };

/** Notes a use in memory: it takes no time, and cannot fail. What others than authorization servers try is no use. */
export function noteUse({ usage, caller }: NotingUse, use: Use): void {
  if (caller.actor.roles.includes('AUTHORIZATION_SERVER')) usage.note(use);
}
