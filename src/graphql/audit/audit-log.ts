import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { accountOf, readsWholeAccount } from '../../app/access/authorize.js';
import { RangeInvalid } from '../../app/errors/moments.js';
import { keyHistory } from '../../../projections/key-history/index.js';
import { countAudit, listAudit, type AuditFilter } from '../../../projections/key-history/list-audit.js';
import { storedEarlier } from '../../../projections/key-history/list.js';
import { noteReading, noteReadingOfAll } from '../../operations/audit/note-reading.js';
import { isWantedRead } from '../../operations/audit/wanted-reads.js';
import { findKey } from '../../../projections/key-details/find.js';
import { AuditInclusion } from '../vocabulary/enums.js';
import { shownEvents, type ToldAccountEvent } from '../../operations/account/told-account-event.js';
import { matchesFilter } from '../../operations/audit/matches-filter.js';
import { mergePages, pageOf } from '../../operations/audit/merge-pages.js';
import type { ShownKeyEvent } from '../history/key-event.js';
import type { Context } from '../server/context.js';
import { connectionOf } from '../vocabulary/connection.js';
import { AtLeast } from '../vocabulary/decorators.js';
import { PageArgs } from '../vocabulary/page-args.js';
import { connect } from '../vocabulary/paging.js';
import { AuditLogFilter, checkedFilter, wantsReads } from './audit-log-filter.js';
import type { HistoryRead } from './history-read.js';
import { shownRead } from './history-read.js';
import { RecordedEvent } from './recorded-event.js';

export const RecordedEventConnection = connectionOf('RecordedEvent', () => RecordedEvent, 'recorded events');

type Shown = ShownKeyEvent | ToldAccountEvent | HistoryRead;

@Resolver()
export class AuditLogQuery {
  @Query(() => RecordedEventConnection, {
    description:
      'Everything that happened in your account, newest first; events of one moment in the order of the log. A developer gets the events of own keys alone.',
  })
  async auditLog(
    @Arg('filter', () => AuditLogFilter, { nullable: true, description: 'Which events.' })
    given: AuditLogFilter | null,
    @Arg('include', () => [AuditInclusion], {
      nullable: true,
      description: 'What to tell beside the events of the log; a developer is told nothing else.',
    })
    include: 'READS'[] | null,
    @Args(() => PageArgs) page: PageArgs,
    @AtLeast() atLeast: string | undefined,
    @Ctx() context: Context,
  ) {
    const { views, reads, caller } = context;
    const account = accountOf(caller.actor);
    const filter = checkedFilter(given ?? {});
    if (filter.from != null && filter.to != null && filter.from >= filter.to) throw new RangeInvalid();
    await reads.ready(keyHistory.name, atLeast);
    const ofAccount = await accountEvents(context, account, filter);
    noteReader(context, account, filter);
    const wanted = include?.includes('READS') === true && wantsReads(given ?? {});
    const ofReaders = wanted ? await readsOf(context, account, filter) : [];
    const listing = { account, owner: caller.reach.owner, filter };
    return connect<Shown>(
      {
        name: 'auditLog',
        descending: true,
        key: ['', ''],
        read(request) {
          const { rows, more } = listAudit(views, listing, request);
          const shown = rows.map(({ value, key }) => ({
            value: { ...value, earlier: storedEarlier(views, value) },
            key,
          }));
          return mergePages<Shown>(
            [{ rows: shown, more }, pageOf<Shown>(ofAccount, request), pageOf<Shown>(ofReaders, request)],
            request,
          );
        },
        count: () => countAudit(views, listing) + ofAccount.length + ofReaders.length,
      },
      page,
    );
  }
}

/** Who asks for certain keys has read of those. */
function noteReader(context: Context, account: string, { keys }: AuditFilter): void {
  const { views, caller } = context;
  if (keys == null && readsWholeAccount(caller.actor)) noteReadingOfAll(context, caller.actor, account);
  for (const id of keys ?? []) {
    const key = findKey(views, caller.reach, id);
    if (key) noteReading(context, caller.actor, key);
  }
}

/** Who has read: what was noted here is written first, so that nobody is told less than there is. */
async function readsOf({ readers, caller }: Context, account: string, filter: AuditFilter) {
  if (!readsWholeAccount(caller.actor)) return [];
  await readers.flush();
  return (await readers.readsOf(account)).filter((read) => isWantedRead(read, filter)).map(shownRead);
}

/** The events of the account itself that are wanted: no view has them, and there are few. */
async function accountEvents({ accountHistory, caller }: Context, account: string, filter: AuditFilter) {
  if (!readsWholeAccount(caller.actor)) return [];
  return shownEvents(await accountHistory(account), true).filter((event) => matchesFilter(event, filter));
}
