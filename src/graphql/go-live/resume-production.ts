import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { resumeProduction } from '../../domain/go-live/resume-production.js';
import type { Context } from '../server/context.js';
import { DryRun, ExpectedRevision, IdempotencyKey, Input, IntegratorKeyId, Reason } from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';
import { change } from '../vocabulary/run-command.js';

@InputType({ description: 'A suspended key to let count in production again.' })
export class ResumeProductionInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('resumeProduction');

@Resolver()
export class ResumeProduction {
  @Mutation(() => Payload, { description: 'Lets a suspended key count in production again.' })
  resumeProduction(@Input(() => ResumeProductionInput) input: ResumeProductionInput, @Ctx() context: Context) {
    return change(context, input, resumeProduction);
  }
}
