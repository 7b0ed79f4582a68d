import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { revokeKeypair } from '../domain/revoke-keypair.js';
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

@InputType({ description: 'A keypair to revoke.' })
export class RevokeKeypairInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Id('The keypair.') keypairId!: string;
  @AllowLastUsable() allowLastUsable!: boolean;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
}

@ObjectType({ description: 'The answer of revokeKeypair.', simpleResolvers: true })
export class RevokeKeypairPayload {
  @ChangedKey() integratorKey?: KeyDetails | null;
  @UserErrors() userErrors!: UserError[];
  @WrittenAt() position?: string | null;
}

@Resolver()
export class RevokeKeypair {
  @Mutation(() => RevokeKeypairPayload, { description: 'Revokes a keypair for good.' })
  revokeKeypair(@Input(() => RevokeKeypairInput) input: RevokeKeypairInput, @Ctx() context: Context) {
    const now = context.now().toISOString();
    return change(context, input, (key) => revokeKeypair(key, { ...input, now }));
  }
}
