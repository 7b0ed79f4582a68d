import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { declineGoLive } from '../../domain/go-live/decline-go-live.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';
import { change } from '../vocabulary/run-command.js';

@InputType({ description: 'A request to go live to decline.' })
export class DeclineGoLiveInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.Id('The request.') requestId!: string;
  @fields.Reasons('the owner') reasons!: string[];
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('declineGoLive');

@Resolver()
export class DeclineGoLive {
  @Mutation(() => Payload, {
    description: 'Declines a request to go live, for reasons that the owner of the key sees.',
  })
  declineGoLive(@fields.Input(() => DeclineGoLiveInput) input: DeclineGoLiveInput, @Ctx() context: Context) {
    return change(context, input, (key) => declineGoLive(key, input));
  }
}
