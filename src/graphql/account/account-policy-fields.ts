import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { readsWholeAccount } from '../../app/access/authorize.js';
import type { RequestContext } from '../server/context.js';
import { AccountPolicy, type ShownPolicy } from '../vocabulary/account-policy.js';
import { PageArgs } from '../vocabulary/page-args.js';
import { connect } from '../vocabulary/paging.js';
import { AccountEventConnection, shownEvents } from './account-event.js';

@Resolver(() => AccountPolicy)
export class AccountPolicyFields {
  @FieldResolver(() => AccountEventConnection, {
    description: 'Everything that was decided and proposed, newest first.',
  })
  history(@Root() policy: ShownPolicy, @Args(() => PageArgs) page: PageArgs, @Ctx() { session }: RequestContext) {
    const events = shownEvents(policy.events, readsWholeAccount(session().actor));
    return connect(
      {
        name: 'account history',
        descending: true,
        key: [0],
        read({ from, descending, limit }) {
          const [after] = (from ?? []) as readonly number[];
          const inOrder = descending ? events.toReversed() : events;
          const rest = inOrder.filter(
            ({ revision }) => after === undefined || (descending ? revision < after : revision > after),
          );
          const rows = rest.slice(0, limit).map((value) => ({ key: [value.revision], value }));
          return { rows, more: rest.length > limit };
        },
        count: () => events.length,
      },
      page,
    );
  }
}
