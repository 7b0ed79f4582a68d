import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { describeIntegratorKey } from '../../domain/details/describe-integrator-key.js';
import { change } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import {
  DryRun,
  ExpectedRevision,
  IdempotencyKey,
  Input,
  IntegratorKeyId,
  OptionalText,
  Reason,
} from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';

@InputType({ description: 'A new description of a key.' })
export class DescribeIntegratorKeyInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @OptionalText('Up to 2,000 characters; null removes it.') description?: string | null;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('describeIntegratorKey');

@Resolver()
export class DescribeIntegratorKey {
  @Mutation(() => Payload, { description: 'Sets the description of a key.' })
  describeIntegratorKey(
    @Input(() => DescribeIntegratorKeyInput) input: DescribeIntegratorKeyInput,
    @Ctx() context: Context,
  ) {
    return change(context, input, (key) => describeIntegratorKey(key, { description: input.description ?? null }));
  }
}
