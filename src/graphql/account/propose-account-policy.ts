import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import type { PolicySettings } from '../../domain/account/facts.js';
import { proposeAccountPolicy } from '../../domain/account/propose-account-policy.js';
import type { Context } from '../server/context.js';
import { DryRun, ExpectedRevision, IdempotencyKey, Input, Reason } from '../vocabulary/decorators.js';
import { accountPolicyPayloadOf } from '../vocabulary/payload.js';
import { PolicyChange } from '../vocabulary/policy-decorators.js';
import { changeAccount } from '../vocabulary/run-account-command.js';

@InputType({ description: 'Settings to propose. One that is left out does not change; null takes it away.' })
export class ProposeAccountPolicyInput {
  @PolicyChange('productionChanges') productionChanges?: PolicySettings['productionChanges'];
  @PolicyChange('longestSecretLife') longestSecretLife?: string | null;
  @PolicyChange('secretExpiryRequired') secretExpiryRequired?: boolean | null;
  @PolicyChange('maxSecretsPerEnvironment') maxSecretsPerEnvironment?: number | null;
  @PolicyChange('keypairsOnly') keypairsOnly?: boolean | null;
  @PolicyChange('leakedSecrets') leakedSecrets?: PolicySettings['leakedSecrets'];
  @ExpectedRevision('the policy') expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = accountPolicyPayloadOf('proposeAccountPolicy');

@Resolver()
export class ProposeAccountPolicy {
  @Mutation(() => Payload, {
    description:
      'Proposes a policy, for 7 days, which another administrator may approve. It takes the place of one that is open.',
  })
  proposeAccountPolicy(
    @Input(() => ProposeAccountPolicyInput) input: ProposeAccountPolicyInput,
    @Ctx() context: Context,
  ) {
    const made = { proposalId: context.mint.id(), now: context.now().toISOString() };
    return changeAccount(context, input, (state) => proposeAccountPolicy(state, { ...input, ...made }));
  }
}
