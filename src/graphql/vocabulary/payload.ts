import { ObjectType } from 'type-graphql';
import type { KeyDetails } from '../../../projections/key-details/row.js';
import { ChangedKey, UserErrors, WrittenAt } from './decorators.js';
import type { UserError } from './user-error.js';

/** The payload of a mutation that changes a key and has no further results. */
export function payloadOf(mutation: string) {
  const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Payload`;
  @ObjectType(name, { description: `The answer of ${mutation}.`, simpleResolvers: true })
  class Payload {
    @ChangedKey() integratorKey?: KeyDetails | null;
    @UserErrors() userErrors!: UserError[];
    @WrittenAt() position?: string | null;
  }
  return Payload;
}
