import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { renameIntegratorKey } from '../domain/rename-integrator-key.js';
import { change } from './answer.js';
import type { Context } from './context.js';
import { ChangedKey, ExpectedRevision, Input, IntegratorKeyId, Reason, Text, UserErrors, WrittenAt } from './fields.js';
import type { UserError } from './types/user-error.js';

@InputType({ description: 'Another name for a key.' })
export class RenameIntegratorKeyInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Text('1 to 100 characters.') name!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
}

@ObjectType({ description: 'The answer of renameIntegratorKey.', simpleResolvers: true })
export class RenameIntegratorKeyPayload {
  @ChangedKey() integratorKey?: KeyDetails | null;
  @UserErrors() userErrors!: UserError[];
  @WrittenAt() position?: string | null;
}

@Resolver()
export class RenameIntegratorKey {
  @Mutation(() => RenameIntegratorKeyPayload, { description: 'Gives a key another name.' })
  renameIntegratorKey(@Input(() => RenameIntegratorKeyInput) input: RenameIntegratorKeyInput, @Ctx() context: Context) {
    return change(context, input, (key) => renameIntegratorKey(key, input));
  }
}
