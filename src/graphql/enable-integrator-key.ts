import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { enableIntegratorKey } from '../domain/enable-integrator-key.js';
import { change } from './answer.js';
import type { Context } from './context.js';
import { ChangedKey, ExpectedRevision, Input, IntegratorKeyId, Reason, UserErrors, WrittenAt } from './fields.js';
import type { UserError } from './types/user-error.js';

@InputType({ description: 'A key to switch on again.' })
export class EnableIntegratorKeyInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
}

@ObjectType({ description: 'The answer of enableIntegratorKey.', simpleResolvers: true })
export class EnableIntegratorKeyPayload {
  @ChangedKey() integratorKey?: KeyDetails | null;
  @UserErrors() userErrors!: UserError[];
  @WrittenAt() position?: string | null;
}

@Resolver()
export class EnableIntegratorKey {
  @Mutation(() => EnableIntegratorKeyPayload, { description: 'Switches a disabled key on again.' })
  enableIntegratorKey(@Input(() => EnableIntegratorKeyInput) input: EnableIntegratorKeyInput, @Ctx() context: Context) {
    return change(context, input, (key) => enableIntegratorKey(key));
  }
}
