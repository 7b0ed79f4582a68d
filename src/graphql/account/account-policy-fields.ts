import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { readsWholeAccount } from '../../app/access/authorize.js';
import { shownEvents } from '../../operations/account/told-account-event.js';
import type { RequestContext } from '../server/context.js';
import { AccountPolicy, type ShownPolicy } from '../vocabulary/account-policy.js';
import { PageArgs } from '../vocabulary/page-args.js';
import { connect, inMemory } from '../vocabulary/paging.js';
import { AccountEventConnection } from './account-event.js';

@Resolver(() => AccountPolicy)
export class AccountPolicyFields {
  @FieldResolver(() => AccountEventConnection, {
    description: 'Everything that was decided and proposed, newest first.',
  })
  history(@Root() policy: ShownPolicy, @Args(() => PageArgs) page: PageArgs, @Ctx() { session }: RequestContext) {
    const events = shownEvents(policy.events, readsWholeAccount(session().actor));
    return connect(inMemory('account history', events, { descending: true }), page);
  }
}
