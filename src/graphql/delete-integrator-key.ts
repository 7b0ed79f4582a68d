import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { deleteIntegratorKey } from '../domain/life/delete-integrator-key.js';
import { change } from './answer.js';
import type { Context } from './context.js';
import { ExpectedRevision, IdempotencyKey, Input, IntegratorKeyId, Reason } from './fields.js';
import { payloadOf } from './types/payload.js';

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
