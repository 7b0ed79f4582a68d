import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { declineAccountPolicy } from '../../domain/account/decline-account-policy.js';
import type { Context } from '../server/context.js';
import { DryRun, ExpectedRevision, Id, IdempotencyKey, Input, Reason, Reasons } from '../vocabulary/decorators.js';
import { accountPolicyPayloadOf } from '../vocabulary/payload.js';
import { changeAccount } from '../vocabulary/run-account-command.js';

@InputType({ description: 'What was proposed, and why it is not to be.' })
export class DeclineAccountPolicyInput {
  @Id('The proposal, as `accountPolicy` shows it.') proposalId!: string;
  @Reasons('whoever has proposed it') reasons!: string[];
  @ExpectedRevision('the policy') expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = accountPolicyPayloadOf('declineAccountPolicy');

@Resolver()
export class DeclineAccountPolicy {
  @Mutation(() => Payload, { description: 'Declines a policy that was proposed; your own is withdrawn by it.' })
  declineAccountPolicy(
    @Input(() => DeclineAccountPolicyInput) { proposalId, reasons, ...input }: DeclineAccountPolicyInput,
    @Ctx() context: Context,
  ) {
    const now = context.now().toISOString();
    return changeAccount(context, input, (state) => declineAccountPolicy(state, { proposalId, reasons, now }));
  }
}
