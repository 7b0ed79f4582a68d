import { Field, ID, InputType } from 'type-graphql';
import type { AuditFilter } from '../../../projections/key-history/list-audit.js';
import { BadArgument } from '../../app/errors/bad-argument.js';
import type { EventType as Type } from '../../domain/audit/told.js';
import type { Environment as Env } from '../../domain/values/environment.js';
import { uuidOf } from '../../domain/values/uuid.js';
import { Environment, EventType } from '../vocabulary/enums.js';
import { DateTimeScalar } from '../vocabulary/scalars.js';

/** The longest list of keys or of types. */
const MOST = 100;

@InputType({ description: 'Which events; every given condition must hold. An empty list lets nothing through.' })
export class AuditLogFilter {
  @Field(() => [ID], { nullable: true, description: 'Events of these keys, 100 at most.' })
  keys?: string[] | null;
  @Field(() => ID, { nullable: true, description: 'Actor id of who did it.' }) actor?: string | null;
  @Field(() => [EventType], { nullable: true, description: 'Events of these types, 100 at most.' })
  types?: (Type | 'HistoryRead')[] | null;
  @Field(() => Environment, {
    nullable: true,
    description: 'Events that concern this environment; going live concerns production.',
  })
  environment?: Env | null;
  @Field(() => ID, { nullable: true, description: 'Events of this secret, keypair or redirect URI.' })
  credentialId?: string | null;
  @Field(() => String, { nullable: true, description: 'Exactly this IP address, as events show it.' })
  sourceIp?: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Not before then.' }) from?: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Before then: not at that moment.' }) to?: Date | null;
  @Field(() => ID, { nullable: true, description: 'Events of this conversation.' }) correlationId?: string | null;
}

/** Are records of who has read among the types that are wanted? */
export const wantsReads = ({ types }: AuditLogFilter) => types == null || types.includes('HistoryRead');

/** The filter as the views take it. What is no id of ours finds nothing. Throws `BadArgument`. */
export function checkedFilter({ keys, types, credentialId, from, to, ...texts }: AuditLogFilter): AuditFilter {
  if ([keys, types].some((list) => (list?.length ?? 0) > MOST))
    throw new BadArgument(`A list of a filter has at most ${MOST} entries.`);
  if (Object.values(texts).some((value) => value?.includes('\0')))
    throw new BadArgument('A filter has no control characters.');
  return {
    ...texts,
    keys: keys?.flatMap((key) => uuidOf(key) ?? []),
    types: types?.filter((type) => type !== 'HistoryRead'),
    credentialId: credentialId == null ? null : (uuidOf(credentialId) ?? ''),
    from: from?.toISOString(),
    to: to?.toISOString(),
  };
}
