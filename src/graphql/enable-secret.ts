import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { enableSecret } from '../domain/enable-secret.js';
import { change } from './answer.js';
import type { Context } from './context.js';
import { ChangedKey, ExpectedRevision, Id, Input, IntegratorKeyId, Reason, UserErrors, WrittenAt } from './fields.js';
import type { UserError } from './types/user-error.js';

@InputType({ description: 'A secret to switch on again.' })
export class EnableSecretInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Id('The secret.') secretId!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
}

@ObjectType({ description: 'The answer of enableSecret.', simpleResolvers: true })
export class EnableSecretPayload {
  @ChangedKey() integratorKey?: KeyDetails | null;
  @UserErrors() userErrors!: UserError[];
  @WrittenAt() position?: string | null;
}

@Resolver()
export class EnableSecret {
  @Mutation(() => EnableSecretPayload, { description: 'Switches a disabled secret on again.' })
  enableSecret(@Input(() => EnableSecretInput) input: EnableSecretInput, @Ctx() context: Context) {
    return change(context, input, (key) => enableSecret(key, input));
  }
}
