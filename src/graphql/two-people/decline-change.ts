import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { declineChange } from '../../domain/two-people/decline-change.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';
import { change } from '../vocabulary/run-command.js';

@InputType({ description: 'A proposed change to decline.' })
export class DeclineChangeInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.Id('The proposal.') proposalId!: string;
  @fields.Reasons('who has proposed it') reasons!: string[];
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('declineChange');

@Resolver()
export class DeclineChange {
  @Mutation(() => Payload, {
    description: 'Declines a change that another person has proposed, for reasons that this person sees.',
  })
  declineChange(@fields.Input(() => DeclineChangeInput) input: DeclineChangeInput, @Ctx() context: Context) {
    const { proposalId } = input;
    const actorId = context.caller.actor.id;
    return change(context, input, (key) => declineChange(key, { proposalId, actorId, reasons: input.reasons }));
  }
}
