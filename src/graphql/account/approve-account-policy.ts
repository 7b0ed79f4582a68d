import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { accountOf } from '../../app/access/authorize.js';
import { approveAccountPolicy } from '../../domain/account/approve-account-policy.js';
import type { Context } from '../server/context.js';
import { DryRun, ExpectedRevision, Id, IdempotencyKey, Input, Reason } from '../vocabulary/decorators.js';
import { accountPolicyPayloadOf } from '../vocabulary/payload.js';
import { changeAccount } from '../vocabulary/run-account-command.js';

@InputType({ description: 'What another administrator has proposed, to be set.' })
export class ApproveAccountPolicyInput {
  @Id('The proposal, as `accountPolicy` shows it.') proposalId!: string;
  @ExpectedRevision('the policy') expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = accountPolicyPayloadOf('approveAccountPolicy');

@Resolver()
export class ApproveAccountPolicy {
  @Mutation(() => Payload, {
    description: 'Approves a policy that another administrator has proposed, and sets it. Never for your own.',
  })
  approveAccountPolicy(
    @Input(() => ApproveAccountPolicyInput) { proposalId, ...input }: ApproveAccountPolicyInput,
    @Ctx() context: Context,
  ) {
    const { actor } = context.caller;
    const by = { account: accountOf(actor), approver: actor.id, now: context.now().toISOString() };
    return changeAccount(context, input, (state) => approveAccountPolicy(state, { proposalId, ...by }));
  }
}
