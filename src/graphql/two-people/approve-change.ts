import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { approveChange } from '../../domain/two-people/approve-change.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';
import { change } from '../vocabulary/run-command.js';

@InputType({ description: 'A proposed change to approve.' })
export class ApproveChangeInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.Id('The proposal.') proposalId!: string;
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('approveChange');

@Resolver()
export class ApproveChange {
  @Mutation(() => Payload, {
    description:
      'Approves a change that another person has proposed, who may then apply it. For administrators, and for the owner of the key.',
  })
  approveChange(@fields.Input(() => ApproveChangeInput) input: ApproveChangeInput, @Ctx() context: Context) {
    const { proposalId } = input;
    const actorId = context.caller.actor.id;
    return change(context, input, (key) =>
      approveChange(key, { proposalId, actorId, now: context.now().toISOString() }),
    );
  }
}
