import type { Actor } from '../../app/access/actor.js';
import type { Services } from '../asking.js';

type Noting = Pick<Services, 'readers'>;

/** Notes that an actor has read the history of a key, unless it is the actor's own. Never waits, never throws. */
export function noteReading(
  { readers }: Noting,
  actor: Actor,
  { id: integratorKeyId, account, owner }: { id: string; account: string; owner: string | undefined },
): void {
  if (owner !== actor.id) readers.note({ account, integratorKeyId, readerId: actor.id, readerKind: actor.kind });
}

/** Likewise of the histories of all keys of an account. */
export const noteReadingOfAll = ({ readers }: Noting, actor: Actor, account: string): void =>
  readers.note({ account, integratorKeyId: null, readerId: actor.id, readerKind: actor.kind });
