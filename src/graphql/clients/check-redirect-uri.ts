import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { RedirectUriCheck as Check } from '../../../projections/credentials/check-redirect-uri.js';
import type { Environment as Env } from '../../domain/values/environment.js';
import type { Match, Nearest } from '../../domain/redirect-uris/match-redirect-uri.js';
import { checkRedirectUri } from '../../operations/clients/check-redirect-uri.js';
import type { Context } from '../server/context.js';
import { AtLeast } from '../vocabulary/decorators.js';
import { Environment, RedirectUriMatch } from '../vocabulary/enums.js';

@ObjectType({
  description: 'The registered redirect URI with the longest common beginning: a hint for people, never a match.',
  simpleResolvers: true,
})
export class NearestRedirectUri implements Nearest {
  @Field(() => String, { description: 'As registered.' }) uri!: string;
  @Field(() => Int, { description: 'Index, from 0, of the first character that differs.' }) firstDifferenceAt!: number;
}

@ObjectType({ description: 'Whether a redirect URI is registered.', simpleResolvers: true })
export class RedirectUriCheck implements Check {
  @Field(() => RedirectUriMatch, { description: 'How it matches.' }) match!: Match;
  @Field(() => NearestRedirectUri, { nullable: true, description: 'With NONE: the most similar registered URI.' })
  nearest!: Nearest | null;
}

@Resolver()
export class CheckRedirectUri {
  @Query(() => RedirectUriCheck, {
    description:
      'For authorization servers: is this redirect URI registered? Compared character for character. POST only.',
  })
  checkRedirectUri(
    @Arg('clientId', () => ID, { description: 'The OAuth client_id.' }) clientId: string,
    @Arg('environment', () => Environment, { description: 'The environment of the request.' }) environment: Env,
    @Arg('redirectUri', () => String, { description: 'The redirect_uri of the request, unchanged.' })
    redirectUri: string,
    @AtLeast() atLeast: string | undefined,
    @Ctx() context: Context,
  ): Promise<Check> {
    return checkRedirectUri(context, { clientId, environment, redirectUri, atLeast });
  }
}
