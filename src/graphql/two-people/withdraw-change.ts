import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { withdrawChange } from '../../domain/two-people/withdraw-change.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';
import { change } from '../vocabulary/run-command.js';

@InputType({ description: 'A proposed change to take back.' })
export class WithdrawChangeInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.Id('The proposal.') proposalId!: string;
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('withdrawChange');

@Resolver()
export class WithdrawChange {
  @Mutation(() => Payload, {
    description: 'Takes back what you have proposed, approved or not, as long as it is not applied.',
  })
  withdrawChange(@fields.Input(() => WithdrawChangeInput) input: WithdrawChangeInput, @Ctx() context: Context) {
    const { proposalId } = input;
    const actorId = context.caller.actor.id;
    return change(context, input, (key) => withdrawChange(key, { proposalId, actorId }));
  }
}
