import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { describeIntegratorKey } from '../domain/describe-integrator-key.js';
import { change } from './answer.js';
import type { Context } from './context.js';
import {
  ChangedKey,
  ExpectedRevision,
  Input,
  IntegratorKeyId,
  OptionalText,
  Reason,
  UserErrors,
  WrittenAt,
} from './fields.js';
import type { UserError } from './types/user-error.js';

@InputType({ description: 'Another description of a key.' })
export class DescribeIntegratorKeyInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @OptionalText('Up to 2,000 characters; null takes it away.') description?: string | null;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
}

@ObjectType({ description: 'The answer of describeIntegratorKey.', simpleResolvers: true })
export class DescribeIntegratorKeyPayload {
  @ChangedKey() integratorKey?: KeyDetails | null;
  @UserErrors() userErrors!: UserError[];
  @WrittenAt() position?: string | null;
}

@Resolver()
export class DescribeIntegratorKey {
  @Mutation(() => DescribeIntegratorKeyPayload, { description: 'Describes what a key is for.' })
  describeIntegratorKey(
    @Input(() => DescribeIntegratorKeyInput) input: DescribeIntegratorKeyInput,
    @Ctx() context: Context,
  ) {
    return change(context, input, (key) => describeIntegratorKey(key, { description: input.description ?? null }));
  }
}
