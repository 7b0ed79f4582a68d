import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { deleteIntegratorKey } from '../domain/delete-integrator-key.js';
import { change } from './answer.js';
import type { Context } from './context.js';
import { ChangedKey, ExpectedRevision, Input, IntegratorKeyId, Reason, UserErrors, WrittenAt } from './fields.js';
import type { UserError } from './types/user-error.js';

@InputType({ description: 'A key to delete.' })
export class DeleteIntegratorKeyInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
}

@ObjectType({ description: 'The answer of deleteIntegratorKey.', simpleResolvers: true })
export class DeleteIntegratorKeyPayload {
  @ChangedKey() integratorKey?: KeyDetails | null;
  @UserErrors() userErrors!: UserError[];
  @WrittenAt() position?: string | null;
}

@Resolver()
export class DeleteIntegratorKey {
  @Mutation(() => DeleteIntegratorKeyPayload, { description: 'Deletes a key for good. Its history stays.' })
  deleteIntegratorKey(@Input(() => DeleteIntegratorKeyInput) input: DeleteIntegratorKeyInput, @Ctx() context: Context) {
    return change(context, input, (key) => deleteIntegratorKey(key));
  }
}
