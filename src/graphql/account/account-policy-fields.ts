import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { readsWholeAccount } from '../../app/access/authorize.js';
import { webhookSchemaVersions } from '../../domain/webhooks/schema-versions.js';
import { shownEvents, type ToldAccountEvent } from '../../operations/account/told-account-event.js';
import type { RequestContext } from '../server/context.js';
import { AccountPolicy, type ShownPolicy } from '../vocabulary/account-policy.js';
import { PageArgs } from '../vocabulary/page-args.js';
import { connect, inMemory } from '../vocabulary/paging.js';
import { AccountEventConnection } from './account-event.js';

@Resolver(() => AccountPolicy)
export class AccountPolicyFields {
  @FieldResolver(() => AccountEventConnection, {
    description:
      'Everything that was decided and proposed, newest first, and what was done to webhooks for those who may see these.',
  })
  history(@Root() policy: ShownPolicy, @Args(() => PageArgs) page: PageArgs, @Ctx() { session }: RequestContext) {
    const seesAll = readsWholeAccount(session().actor);
    const isOfPolicy = ({ type }: ToldAccountEvent) => !Object.hasOwn(webhookSchemaVersions, type);
    const events = shownEvents(policy.events, seesAll).filter((event) => seesAll || isOfPolicy(event));
    return connect(inMemory('account history', events, { descending: true }), page);
  }
}
