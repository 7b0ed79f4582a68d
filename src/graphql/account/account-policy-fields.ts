import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { AccountPolicy, type ShownPolicy } from '../vocabulary/account-policy.js';
import { PageArgs } from '../vocabulary/page-args.js';
import { connect } from '../vocabulary/paging.js';
import { AccountEventConnection, shownEvent } from './account-event.js';

@Resolver(() => AccountPolicy)
export class AccountPolicyFields {
  @FieldResolver(() => AccountEventConnection, {
    description: 'Everything that was decided and proposed, newest first.',
  })
  history(@Root() { events }: ShownPolicy, @Args(() => PageArgs) page: PageArgs) {
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
          const rows = rest.slice(0, limit).map((event) => ({ key: [event.revision], value: shownEvent(event) }));
          return { rows, more: rest.length > limit };
        },
        count: () => events.length,
      },
      page,
    );
  }
}
