import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import type { Verification, VerificationFailure } from '../../../projections/credentials/verify-client-secret.js';
import type { Environment as Env } from '../../domain/values/environment.js';
import { verifyClientSecret } from '../../operations/clients/verify-client-secret.js';
import type { Context } from '../server/context.js';
import { AtLeast } from '../vocabulary/decorators.js';
import { Environment, VerificationReason } from '../vocabulary/enums.js';

@ObjectType({ description: 'Whether a secret is active.', simpleResolvers: true })
export class ClientSecretVerification implements Verification {
  @Field(() => Boolean, { description: 'Is it a secret of this client that can be used now?' }) active!: boolean;
  @Field(() => VerificationReason, {
    nullable: true,
    description: 'Why the secret is not active; UNKNOWN unless the secret is right.',
  })
  reason!: VerificationFailure | null;
  @Field(() => ID, { nullable: true, description: 'Which secret it is; null with UNKNOWN.' }) secretId!: string | null;
}

@Resolver()
export class VerifyClientSecret {
  @Query(() => ClientSecretVerification, {
    description: 'For authorization servers: is this secret active? POST only.',
  })
  verifyClientSecret(
    @Arg('clientId', () => ID, { description: 'The OAuth client_id.' }) clientId: string,
    @Arg('environment', () => Environment, { description: 'The environment of the request.' }) environment: Env,
    @Arg('secret', () => String, {
      description: 'The OAuth client_secret, unchanged. Give it as a variable.',
    })
    secret: string,
    @AtLeast() atLeast: string | undefined,
    @Ctx() context: Context,
  ): Promise<Verification> {
    return verifyClientSecret(context, { clientId, environment, secret, atLeast });
  }
}
