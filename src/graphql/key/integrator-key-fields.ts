import { Arg, Args, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { authenticationMethods } from '../../domain/credentials/authentication-methods.js';
import { shownCredentials } from '../../../projections/key-details/shown-credentials.js';
import type { KeyDetails } from '../../../projections/key-details/row.js';
import type { Environment as Env } from '../../domain/values/environment.js';
import { historyIn, shownHistory, timeOf, type AnsweredKey } from '../vocabulary/answered-key.js';
import type { Context } from '../server/context.js';
import { noteReading } from '../../operations/audit/note-reading.js';
import { connect } from '../vocabulary/paging.js';
import { AuthenticationMethodReadiness } from '../vocabulary/authentication-method.js';
import { Keypair, RedirectUri, Secret } from '../vocabulary/credentials.js';
import { ClientType, Environment } from '../vocabulary/enums.js';
import { IntegratorKey } from '../vocabulary/integrator-key.js';
import { KeyEventConnection } from '../history/key-event.js';
import { PageArgs } from '../vocabulary/page-args.js';

const Only = () =>
  Arg('environment', () => Environment, { nullable: true, description: 'Only those of this environment.' });
const IncludeRevoked = () =>
  Arg('includeRevoked', () => Boolean, { defaultValue: false, description: 'Include the revoked ones.' });

const of = <Thing extends { environment: Env }>(things: readonly Thing[], environment: Env | null | undefined) =>
  things.filter((thing) => environment == null || thing.environment === environment);

const alive = <Thing extends { status: string }>(things: readonly Thing[], includeRevoked: boolean) =>
  things.filter(({ status }) => includeRevoked || status !== 'REVOKED');

/** A credential of a key of the past is of the past too. */
const asOf =
  (key: AnsweredKey) =>
  <Thing extends object>(thing: Thing) => ({ ...thing, isPast: key.asOf?.isPast ?? false });

@Resolver(() => IntegratorKey)
export class IntegratorKeyFields {
  @FieldResolver(() => ID, { description: 'The OAuth client_id: the integrator key itself.' })
  clientId(@Root() { id }: KeyDetails): string {
    return id;
  }

  @FieldResolver(() => ClientType, { description: 'Client type, RFC 6749 2.1: a mobile app is public.' })
  clientType(@Root() { mobileApp }: KeyDetails) {
    return mobileApp ? 'PUBLIC' : 'CONFIDENTIAL';
  }

  @FieldResolver(() => [RedirectUri], {
    description: 'Registered redirect URIs, oldest first; at most 50 in an environment.',
  })
  redirectUris(@Root() key: KeyDetails, @Only() environment: Env | null) {
    return of(key.redirectUris, environment);
  }

  @FieldResolver(() => [Secret], {
    description: 'Secrets, oldest first; at most 10 in an environment are neither revoked nor expired.',
  })
  secrets(
    @Root() key: AnsweredKey,
    @Only() environment: Env | null,
    @IncludeRevoked() includeRevoked: boolean,
    @Ctx() { now }: Context,
  ) {
    return alive(of(shownCredentials(key, timeOf(key, now)).secrets, environment), includeRevoked).map(asOf(key));
  }

  @FieldResolver(() => [Keypair], {
    description: 'Keypairs, oldest first; at most 5 in an environment are neither revoked nor expired.',
  })
  keypairs(
    @Root() key: AnsweredKey,
    @Only() environment: Env | null,
    @IncludeRevoked() includeRevoked: boolean,
    @Ctx() { now }: Context,
  ) {
    return alive(of(shownCredentials(key, timeOf(key, now)).keypairs, environment), includeRevoked).map(asOf(key));
  }

  @FieldResolver(() => [AuthenticationMethodReadiness], {
    description: 'For each authentication method: is it ready, and what is missing?',
  })
  authenticationMethods(
    @Root() key: AnsweredKey,
    @Arg('environment', () => Environment, { defaultValue: 'DEMO', description: 'The environment.' }) environment: Env,
    @Ctx() { now }: Context,
  ) {
    return authenticationMethods(key, environment, timeOf(key, now));
  }

  @FieldResolver(() => KeyEventConnection, { description: 'All events of the key, oldest first.' })
  async history(@Root() key: AnsweredKey, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    noteReading(context, context.session().actor, key);
    const entries = await historyIn(context, key);
    return connect({ name: 'history', descending: false, key: [0], ...shownHistory(entries) }, page);
  }
}
