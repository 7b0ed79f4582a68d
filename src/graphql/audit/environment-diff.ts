import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { findKey } from '../../../projections/key-details/find.js';
import { foldKeyDetails } from '../../../projections/key-details/fold.js';
import { keyDetails } from '../../../projections/key-details/index.js';
import type { KeyDetails } from '../../../projections/key-details/row.js';
import { environmentDiff, type ComparedUri, type CountingThere } from '../../domain/audit/environment-diff.js';
import { addedSubject } from '../../domain/validity/added-subject.js';
import { uuidOf } from '../../domain/values/uuid.js';
import { historyAsOf, type Past } from '../../operations/history/history-as-of.js';
import { noteReading } from '../../operations/audit/note-reading.js';
import { shownAmong } from '../history/shown-among.js';
import { AsOf } from '../key/as-of.js';
import type { Context } from '../server/context.js';
import { AtLeast } from '../vocabulary/decorators.js';
import { EnvironmentDiff, type ShownCredential } from './compared-environments.js';

@Resolver()
export class EnvironmentDiffQuery {
  @Query(() => EnvironmentDiff, {
    nullable: true,
    description:
      'Demo beside production of a key. Null if the key does not exist or you may not see it, and before it was created.',
  })
  async environmentDiff(
    @Arg('id', () => ID, { description: 'The integrator key.' }) id: string,
    @Arg('asOf', () => AsOf, { nullable: true, description: 'The key as it was; without it as it is.' })
    asOf: AsOf | null,
    @AtLeast() atLeast: string | undefined,
    @Ctx() context: Context,
  ): Promise<EnvironmentDiff | undefined> {
    const { views, reads, caller, keyHistory, now } = context;
    await reads.ready(keyDetails.name, atLeast);
    const keyId = uuidOf(id);
    const found = keyId === undefined ? undefined : findKey(views, caller.reach, keyId);
    if (keyId === undefined || !found) return undefined;
    if (asOf) noteReading(context, caller.actor, found);
    const past = asOf
      ? await historyAsOf(context, keyId, asOf)
      : { history: await keyHistory(keyId), at: now().toISOString() };
    return past && shownDiff(past);
  }
}

function shownDiff({ history, at }: Past): EnvironmentDiff | undefined {
  const key = history.reduce<KeyDetails | undefined>(foldKeyDetails, undefined);
  if (!key) return undefined;
  const show = shownAmong(history);
  const added = new Map(history.map((event) => [addedSubject(event)?.id, event]));
  const adding = (id: string | null) => {
    const event = id === null ? undefined : added.get(id);
    return event ? show(event) : null;
  };
  const credential = (one: Omit<ShownCredential, 'addedBy'>): ShownCredential => ({ ...one, addedBy: adding(one.id) });
  const shownUri = ({ redirectUri, demo, production }: ComparedUri) => ({
    ...{ redirectUri, addedToDemo: adding(demo), addedToProduction: adding(production) },
  });
  const shownThere = ({ expiresFirst, newest, ...there }: CountingThere<Omit<ShownCredential, 'addedBy'>>) => ({
    ...there,
    expiresFirst: expiresFirst && credential(expiresFirst),
    newest: newest && credential(newest),
  });
  const diff = environmentDiff(key, at);
  return {
    redirectUris: {
      inBoth: diff.inBoth.map(shownUri),
      onlyInDemo: diff.onlyInDemo.map(shownUri),
      onlyInProduction: diff.onlyInProduction.map(shownUri),
    },
    secrets: diff.secrets.map(shownThere),
    keypairs: diff.keypairs.map(shownThere),
  };
}
