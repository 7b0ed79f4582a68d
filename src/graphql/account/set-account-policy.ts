import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { accountOf } from '../../app/access/authorize.js';
import type { PolicySettings } from '../../domain/account/facts.js';
import { setAccountPolicy } from '../../domain/account/set-account-policy.js';
import type { Context } from '../server/context.js';
import { DryRun, ExpectedRevision, IdempotencyKey, Input, Reason } from '../vocabulary/decorators.js';
import { accountPolicyPayloadOf } from '../vocabulary/payload.js';
import { PolicyChange } from '../vocabulary/policy-decorators.js';
import { changeAccount } from '../vocabulary/run-account-command.js';

@InputType({ description: 'Settings of your account. One that is left out does not change; null takes it away.' })
export class SetAccountPolicyInput {
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

const Payload = accountPolicyPayloadOf('setAccountPolicy');

@Resolver()
export class SetAccountPolicy {
  @Mutation(() => Payload, {
    description:
      'Sets the policy of your account. Under FOUR_EYES a looser one is refused with APPROVAL_REQUIRED: use proposeAccountPolicy.',
  })
  setAccountPolicy(@Input(() => SetAccountPolicyInput) input: SetAccountPolicyInput, @Ctx() context: Context) {
    const of = { account: accountOf(context.caller.actor), defaults: context.policyDefaults };
    return changeAccount(context, input, (state) => setAccountPolicy(state, { ...input, ...of }));
  }
}
