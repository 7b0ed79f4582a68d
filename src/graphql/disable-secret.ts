import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { disableSecret } from '../domain/disable-secret.js';
import { change } from './answer.js';
import type { Context } from './context.js';
import {
  AllowLastUsable,
  ChangedKey,
  ExpectedRevision,
  Id,
  Input,
  IntegratorKeyId,
  Reason,
  UserErrors,
  WrittenAt,
} from './fields.js';
import type { UserError } from './types/user-error.js';

@InputType({ description: 'A secret to switch off.' })
export class DisableSecretInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Id('The secret.') secretId!: string;
  @AllowLastUsable() allowLastUsable!: boolean;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
}

@ObjectType({ description: 'The answer of disableSecret.', simpleResolvers: true })
export class DisableSecretPayload {
  @ChangedKey() integratorKey?: KeyDetails | null;
  @UserErrors() userErrors!: UserError[];
  @WrittenAt() position?: string | null;
}

@Resolver()
export class DisableSecret {
  @Mutation(() => DisableSecretPayload, { description: 'Switches a secret off for the time being.' })
  disableSecret(@Input(() => DisableSecretInput) input: DisableSecretInput, @Ctx() context: Context) {
    const now = context.now().toISOString();
    return change(context, input, (key) => disableSecret(key, { ...input, now }));
  }
}
