import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { disableIntegratorKey } from '../domain/disable-integrator-key.js';
import { change } from './answer.js';
import type { Context } from './context.js';
import { ChangedKey, ExpectedRevision, Input, IntegratorKeyId, Reason, UserErrors, WrittenAt } from './fields.js';
import type { UserError } from './types/user-error.js';

@InputType({ description: 'A key to switch off.' })
export class DisableIntegratorKeyInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
}

@ObjectType({ description: 'The answer of disableIntegratorKey.', simpleResolvers: true })
export class DisableIntegratorKeyPayload {
  @ChangedKey() integratorKey?: KeyDetails | null;
  @UserErrors() userErrors!: UserError[];
  @WrittenAt() position?: string | null;
}

@Resolver()
export class DisableIntegratorKey {
  @Mutation(() => DisableIntegratorKeyPayload, {
    description: 'Switches a key off for the time being: no redirect URI matches, no secret counts.',
  })
  disableIntegratorKey(
    @Input(() => DisableIntegratorKeyInput) input: DisableIntegratorKeyInput,
    @Ctx() context: Context,
  ) {
    return change(context, input, (key) => disableIntegratorKey(key));
  }
}
