import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { disableKeypair } from '../domain/disable-keypair.js';
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

@InputType({ description: 'A keypair to switch off.' })
export class DisableKeypairInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Id('The keypair.') keypairId!: string;
  @AllowLastUsable() allowLastUsable!: boolean;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
}

@ObjectType({ description: 'The answer of disableKeypair.', simpleResolvers: true })
export class DisableKeypairPayload {
  @ChangedKey() integratorKey?: KeyDetails | null;
  @UserErrors() userErrors!: UserError[];
  @WrittenAt() position?: string | null;
}

@Resolver()
export class DisableKeypair {
  @Mutation(() => DisableKeypairPayload, { description: 'Switches a keypair off for the time being.' })
  disableKeypair(@Input(() => DisableKeypairInput) input: DisableKeypairInput, @Ctx() context: Context) {
    const now = context.now().toISOString();
    return change(context, input, (key) => disableKeypair(key, { ...input, now }));
  }
}
