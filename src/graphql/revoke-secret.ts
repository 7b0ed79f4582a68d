import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { revokeSecret } from '../domain/revoke-secret.js';
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

@InputType({ description: 'A secret to revoke.' })
export class RevokeSecretInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Id('The secret.') secretId!: string;
  @AllowLastUsable() allowLastUsable!: boolean;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
}

@ObjectType({ description: 'The answer of revokeSecret.', simpleResolvers: true })
export class RevokeSecretPayload {
  @ChangedKey() integratorKey?: KeyDetails | null;
  @UserErrors() userErrors!: UserError[];
  @WrittenAt() position?: string | null;
}

@Resolver()
export class RevokeSecret {
  @Mutation(() => RevokeSecretPayload, { description: 'Revokes a secret for good.' })
  revokeSecret(@Input(() => RevokeSecretInput) input: RevokeSecretInput, @Ctx() context: Context) {
    const now = context.now().toISOString();
    return change(context, input, (key) => revokeSecret(key, { ...input, now }));
  }
}
