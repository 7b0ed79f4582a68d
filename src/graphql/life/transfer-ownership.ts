import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { transferOwnership } from '../../domain/life/transfer-ownership.js';
import { change } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import {
  DryRun,
  ExpectedRevision,
  IdempotencyKey,
  Input,
  IntegratorKeyId,
  Reason,
  Text,
} from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';

@InputType({ description: 'A new owner for a key.' })
export class TransferOwnershipInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Text('Actor id of the new owner; Keyledger does not check that it exists.') newOwner!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('transferOwnership');

@Resolver()
export class TransferOwnership {
  @Mutation(() => Payload, { description: 'Gives a key to another owner.' })
  transferOwnership(@Input(() => TransferOwnershipInput) input: TransferOwnershipInput, @Ctx() context: Context) {
    return change(context, input, (key) => transferOwnership(key, input));
  }
}
