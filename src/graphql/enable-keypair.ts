import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { enableKeypair } from '../domain/enable-keypair.js';
import { change } from './answer.js';
import type { Context } from './context.js';
import { ChangedKey, ExpectedRevision, Id, Input, IntegratorKeyId, Reason, UserErrors, WrittenAt } from './fields.js';
import type { UserError } from './types/user-error.js';

@InputType({ description: 'A keypair to switch on again.' })
export class EnableKeypairInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Id('The keypair.') keypairId!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
}

@ObjectType({ description: 'The answer of enableKeypair.', simpleResolvers: true })
export class EnableKeypairPayload {
  @ChangedKey() integratorKey?: KeyDetails | null;
  @UserErrors() userErrors!: UserError[];
  @WrittenAt() position?: string | null;
}

@Resolver()
export class EnableKeypair {
  @Mutation(() => EnableKeypairPayload, { description: 'Switches a disabled keypair on again.' })
  enableKeypair(@Input(() => EnableKeypairInput) input: EnableKeypairInput, @Ctx() context: Context) {
    return change(context, input, (key) => enableKeypair(key, input));
  }
}
