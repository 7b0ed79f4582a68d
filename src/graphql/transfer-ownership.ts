import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { transferOwnership } from '../domain/transfer-ownership.js';
import { change } from './answer.js';
import type { Context } from './context.js';
import { ChangedKey, ExpectedRevision, Input, IntegratorKeyId, Reason, Text, UserErrors, WrittenAt } from './fields.js';
import type { UserError } from './types/user-error.js';

@InputType({ description: 'Another owner for a key.' })
export class TransferOwnershipInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Text('Actor id of the new owner; it is not looked up.') newOwner!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
}

@ObjectType({ description: 'The answer of transferOwnership.', simpleResolvers: true })
export class TransferOwnershipPayload {
  @ChangedKey() integratorKey?: KeyDetails | null;
  @UserErrors() userErrors!: UserError[];
  @WrittenAt() position?: string | null;
}

@Resolver()
export class TransferOwnership {
  @Mutation(() => TransferOwnershipPayload, { description: 'Gives a key to somebody else.' })
  transferOwnership(@Input(() => TransferOwnershipInput) input: TransferOwnershipInput, @Ctx() context: Context) {
    return change(context, input, (key) => transferOwnership(key, input));
  }
}
