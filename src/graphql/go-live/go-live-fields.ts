import { Args, Ctx, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { statusOf } from '../../../projections/key-details/list-requests.js';
import { changesSince } from '../../../projections/key-history/changes-since.js';
import type { JudgedCriterion } from '../../domain/go-live/criteria/judged-criterion.js';
import { judge, RULES_VERSION, rulesOf } from '../../domain/go-live/criteria/rules.js';
import { goLiveStatus } from '../../domain/go-live/status.js';
import { judgingOfShown } from '../../operations/go-live/judging-of.js';
import { KeyEvent } from '../history/key-event.js';
import type { Context } from '../server/context.js';
import { GoLiveRequestStatus, GoLiveStatusEnum } from '../vocabulary/enums.js';
import { historyIn, timeOf, type AnsweredKey } from '../vocabulary/answered-key.js';
import { IntegratorKey } from '../vocabulary/integrator-key.js';
import { PageArgs } from '../vocabulary/page-args.js';
import { connect, inMemory } from '../vocabulary/paging.js';
import { GoLiveCriterion, GoLiveRequest, GoLiveRequestConnection, type RequestOfKey } from './go-live.js';

@ObjectType({ description: 'How a key gets from demo into production.' })
export class GoLive {}

/** A request as its resolvers take it. */
export const shownRequest = (key: AnsweredKey, request: RequestOfKey['request']) => ({ ...request, key, request });

const textOf = (value: JudgedCriterion['inputs'][string]) =>
  value === null ? null : Array.isArray(value) ? value.join(' ') : String(value);

const shownCriteria = (criteria: readonly JudgedCriterion[], version: number): GoLiveCriterion[] =>
  criteria.flatMap(({ code, met, inputs }) => {
    const criterion = rulesOf(version)[code];
    if (!criterion) return []; // an event names no criterion that its version does not have
    const { title, howTo, missing, isOff } = criterion;
    const named = Object.entries(inputs).map(([name, value]) => ({ name, value: textOf(value) }));
    return { code, title, met, switchedOff: isOff?.(inputs) ?? false, missing: missing(inputs), howTo, inputs: named };
  });

@Resolver(() => IntegratorKey)
export class KeyGoLive {
  @FieldResolver(() => GoLive, { description: 'How far it has come with going live, and what it lacks.' })
  goLive(@Root() key: AnsweredKey) {
    return { key };
  }
}

@Resolver(() => GoLive)
export class GoLiveFields {
  @FieldResolver(() => GoLiveStatusEnum, { description: 'How far the key has come.' })
  status(@Root() { key }: { key: AnsweredKey }, @Ctx() { now }: Context) {
    return goLiveStatus(key.goLive, timeOf(key, now));
  }

  @FieldResolver(() => [GoLiveCriterion], {
    nullable: true,
    description: 'The criteria of today, judged now; null in the answer of a mutation and of the past.',
  })
  async criteria(@Root() { key }: { key: AnsweredKey }, @Ctx() context: Context) {
    if (key.asOf) return null;
    return shownCriteria(judge(await judgingOfShown(context, key)), RULES_VERSION);
  }

  @FieldResolver(() => GoLiveRequest, {
    nullable: true,
    description: 'The request that waits for a decision: in review, stale, or expired.',
  })
  request(@Root() { key }: { key: AnsweredKey }) {
    const open = key.goLive.requests.find(({ ended }) => ended === null);
    return open && shownRequest(key, open);
  }

  @FieldResolver(() => GoLiveRequestConnection, { description: 'All requests, oldest first.' })
  requests(@Root() { key }: { key: AnsweredKey }, @Args(() => PageArgs) page: PageArgs) {
    const all = key.goLive.requests.map((request) => shownRequest(key, request));
    return connect(inMemory('goLive.requests', all), page);
  }
}

@Resolver(() => GoLiveRequest)
export class GoLiveRequestFields {
  @FieldResolver(() => IntegratorKey, { description: 'The key.' })
  integratorKey(@Root() { key }: RequestOfKey) {
    return key;
  }

  @FieldResolver(() => GoLiveRequestStatus, { description: 'How it stands.' })
  status(@Root() { key, request }: RequestOfKey, @Ctx() { now }: Context) {
    return statusOf(key.goLive, request, timeOf(key, now));
  }

  @FieldResolver(() => [GoLiveCriterion], { description: 'The criteria as they were judged when it was made.' })
  criteria(@Root() { request }: RequestOfKey) {
    return shownCriteria(request.criteria, request.rulesVersion);
  }

  @FieldResolver(() => [GoLiveCriterion], {
    nullable: true,
    description: 'The criteria as they were judged again when it was approved.',
  })
  decidedOn(@Root() { request }: RequestOfKey) {
    return request.decidedOn && shownCriteria(request.decidedOn, request.rulesVersion);
  }

  @FieldResolver(() => [KeyEvent], {
    description: 'What changed of what is reviewed since the revision that was requested, oldest first; the first 100.',
  })
  async changes(@Root() { key, request }: RequestOfKey, @Ctx() context: Context) {
    return changesSince(await historyIn(context, key), request.revision);
  }
}
