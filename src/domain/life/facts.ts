import type { Environment } from '../values/environment.js';

type Nothing = Record<never, never>;

export interface LifeFacts {
  KeyCreated: { account: string; owner: string; environment: Environment; name: string; description: string | null };
  KeyDisabled: Nothing;
  KeyEnabled: Nothing;
  KeyDeleted: Nothing;
  OwnershipTransferred: { from: string; to: string };
}
