import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { withdrawGoLiveRequest } from '../../domain/go-live/withdraw-go-live-request.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';
import { change } from '../vocabulary/run-command.js';

@InputType({ description: 'A request to go live to take back.' })
export class WithdrawGoLiveRequestInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.Id('The request.') requestId!: string;
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('withdrawGoLiveRequest');

@Resolver()
export class WithdrawGoLiveRequest {
  @Mutation(() => Payload, { description: 'Takes back a request to go live that nobody has decided.' })
  withdrawGoLiveRequest(
    @fields.Input(() => WithdrawGoLiveRequestInput) input: WithdrawGoLiveRequestInput,
    @Ctx() context: Context,
  ) {
    return change(context, input, (key) => withdrawGoLiveRequest(key, input));
  }
}
