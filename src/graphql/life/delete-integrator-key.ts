import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { deleteIntegratorKey } from '../../domain/life/delete-integrator-key.js';
import { change } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import {
  DryRun,
  ExpectedRevision,
  IdempotencyKey,
  Input,
  IntegratorKeyId,
  OptionalText,
  Reason,
} from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';

@InputType({ description: 'A key to delete.' })
export class DeleteIntegratorKeyInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @OptionalText('The name of the key, to delete it although it is not disabled.') confirmName?: string | null;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('deleteIntegratorKey');

@Resolver()
export class DeleteIntegratorKey {
  @Mutation(() => Payload, {
    description: 'Deletes a key for good, once it is disabled or with `confirmName`. Its history stays.',
  })
  deleteIntegratorKey(@Input(() => DeleteIntegratorKeyInput) input: DeleteIntegratorKeyInput, @Ctx() context: Context) {
    const { confirmName = null } = input;
    return change(context, input, (key) => deleteIntegratorKey(key, { confirmName }));
  }
}
