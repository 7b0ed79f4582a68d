import { ObjectType } from 'type-graphql';
import type { KeyDetails, KeypairDetails, SecretDetails } from '../../../projections/key-details/row.js';
import type { Shown } from '../../../projections/key-details/shown-credentials.js';
import { AccountPolicy, type ShownPolicy } from './account-policy.js';
import { Keypair, Secret } from './credentials.js';
import { ChangedKey, Made, PlannedEvents, UserErrors, WrittenAt } from './decorators.js';
import type { PlannedEvent } from './planned-event.js';
import type { UserError } from './user-error.js';

/** The type of the answer of a mutation. */
export const ofMutation = (mutation: string) => {
  const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Payload`;
  return ObjectType(name, { description: `The answer of ${mutation}.`, simpleResolvers: true });
};

/** The payload of a mutation that changes a key and has no further results. */
export function payloadOf(mutation: string) {
  @ofMutation(mutation)
  class Payload {
    @ChangedKey() integratorKey?: KeyDetails | null;
    @UserErrors() userErrors!: UserError[];
    @WrittenAt() position?: string | null;
    @PlannedEvents() plannedEvents?: PlannedEvent[] | null;
  }
  return Payload;
}

/** The payload of a mutation that changes a secret. */
export function secretPayloadOf(mutation: string) {
  @ofMutation(mutation)
  class SecretPayload {
    @ChangedKey() integratorKey?: KeyDetails | null;
    @Made(() => Secret, 'The secret as it is now.') secret?: Shown<SecretDetails> | null;
    @UserErrors() userErrors!: UserError[];
    @WrittenAt() position?: string | null;
    @PlannedEvents() plannedEvents?: PlannedEvent[] | null;
  }
  return SecretPayload;
}

/** The payload of a mutation that changes a keypair. */
export function keypairPayloadOf(mutation: string) {
  @ofMutation(mutation)
  class KeypairPayload {
    @ChangedKey() integratorKey?: KeyDetails | null;
    @Made(() => Keypair, 'The keypair as it is now.') keypair?: Shown<KeypairDetails> | null;
    @UserErrors() userErrors!: UserError[];
    @WrittenAt() position?: string | null;
    @PlannedEvents() plannedEvents?: PlannedEvent[] | null;
  }
  return KeypairPayload;
}

/** The payload of a mutation that changes the policy of an account. */
export function accountPolicyPayloadOf(mutation: string) {
  @ofMutation(mutation)
  class PolicyPayload {
    @Made(() => AccountPolicy, 'The policy as it is now, with what is proposed.') accountPolicy?: ShownPolicy | null;
    @UserErrors() userErrors!: UserError[];
    @WrittenAt() position?: string | null;
    @PlannedEvents() plannedEvents?: PlannedEvent[] | null;
  }
  return PolicyPayload;
}
