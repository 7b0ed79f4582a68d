import { Ctx, Query, Resolver } from 'type-graphql';
import { accountOf } from '../../app/access/authorize.js';
import type { Context } from '../server/context.js';
import { AccountPolicy, shownPolicy, type ShownPolicy } from '../vocabulary/account-policy.js';

@Resolver()
export class AccountPolicyQuery {
  @Query(() => AccountPolicy, { description: 'The policy of your account, from the log itself: always as of now.' })
  async accountPolicy(@Ctx() { accountHistory, caller, now, policyDefaults }: Context): Promise<ShownPolicy> {
    const account = accountOf(caller.actor);
    return shownPolicy(account, await accountHistory(account), { at: now().toISOString(), policyDefaults });
  }
}
