import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { deleteIntegratorKey } from '../../domain/life/delete-integrator-key.js';
import { change } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import { ExpectedRevision, IdempotencyKey, Input, IntegratorKeyId, Reason } from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';

@InputType({ description: 'A key to delete.' })
export class DeleteIntegratorKeyInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
}

const Payload = payloadOf('deleteIntegratorKey');

@Resolver()
export class DeleteIntegratorKey {
  @Mutation(() => Payload, { description: 'Deletes a key for good. Its history stays.' })
  deleteIntegratorKey(@Input(() => DeleteIntegratorKeyInput) input: DeleteIntegratorKeyInput, @Ctx() context: Context) {
    return change(context, input, (key) => deleteIntegratorKey(key));
  }
}
