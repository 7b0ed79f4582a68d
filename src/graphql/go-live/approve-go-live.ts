import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { approveGoLive } from '../../domain/go-live/approve-go-live.js';
import { judgedBy } from '../../operations/go-live/judged-by.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';
import { change } from '../vocabulary/run-command.js';

@InputType({ description: 'A request to go live to approve.' })
export class ApproveGoLiveInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.Id('The request.') requestId!: string;
  @fields.OptionalText('A note to the decision; up to 2,000 characters.') note?: string | null;
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('approveGoLive');

@Resolver()
export class ApproveGoLive {
  @Mutation(() => Payload, {
    description:
      'Lets a key go live, for a reviewer who has not asked for it. The key must be as it was when it was requested, and must still meet all criteria. Nothing of demo is carried over.',
  })
  approveGoLive(@fields.Input(() => ApproveGoLiveInput) input: ApproveGoLiveInput, @Ctx() context: Context) {
    const { integratorKeyId, requestId, note = null } = input;
    const approval = { requestId, note, actorId: context.caller.actor.id };
    return change(context, input, async (key) =>
      approveGoLive(key, { ...approval, ...(await judgedBy(context, integratorKeyId, key)) }),
    );
  }
}
