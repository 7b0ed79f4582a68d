import { IsEnum, IsUUID, MaxLength } from 'class-validator';
import { Args, ArgsType, Ctx, Field, ID, ObjectType, Query, registerEnumType, Resolver } from 'type-graphql';
import type { MiddlewareFn } from 'type-graphql';
import type { Credentials } from '../../projections/credentials/row.js';
import { verifyClientSecret } from '../../projections/credentials/verify-client-secret.js';
import type { Actor } from '../../src/app/access/actor.js';
import type { SecretVerifier } from '../../src/app/credentials/ports.js';
import type { ViewDatabase } from '../../src/app/views/views.js';

export interface StockContext {
  actor: Actor;
  db: ViewDatabase;
  verifier: SecretVerifier;
}

const Environment = { DEMO: 'DEMO', PRODUCTION: 'PRODUCTION' } as const;
registerEnumType(Environment, { name: 'Environment' });
const failures = ['EXPIRED', 'NOT_YET_VALID', 'DISABLED', 'REVOKED', 'WRONG_ENVIRONMENT', 'UNKNOWN'] as const;
const VerificationReason = Object.fromEntries(failures.map((name) => [name, name]));
registerEnumType(VerificationReason, { name: 'VerificationReason' });

@ObjectType()
class ClientSecretVerification {
  @Field(() => Boolean) active!: boolean;
  @Field(() => VerificationReason, { nullable: true }) reason!: string | null;
  @Field(() => ID, { nullable: true }) secretId!: string | null;
}

@ArgsType()
class VerifyClientSecretArgs {
  @Field(() => ID) @IsUUID() clientId!: string;
  @Field(() => Environment) @IsEnum(Environment) environment!: 'DEMO' | 'PRODUCTION';
  @Field(() => String) @MaxLength(1000) secret!: string;
}

/** Read from the file each time: the usual stack remembers no rows. */
const CLIENT = 'SELECT row, checksum FROM credentials WHERE client_id = ? AND account = coalesce(?, account)';

@Resolver()
export class VerifyClientSecret {
  @Query(() => ClientSecretVerification)
  verifyClientSecret(
    @Args(() => VerifyClientSecretArgs) { clientId, environment, secret }: VerifyClientSecretArgs,
    @Ctx() { actor, db, verifier }: StockContext,
  ): ClientSecretVerification {
    const client = db.value<Credentials>(CLIENT, clientId, actor.account);
    return verifyClientSecret(verifier, client, { environment, secret, now: new Date().toISOString() });
  }
}

/** As in type-graphql's documentation: how long each resolver took. */
const longest = new Map<string, number>();
export const timed: MiddlewareFn<StockContext> = async ({ info }, next) => {
  const start = Date.now();
  const answer: unknown = await next();
  const name = `${info.parentType.name}.${info.fieldName}`;
  longest.set(name, Math.max(longest.get(name) ?? 0, Date.now() - start));
  return answer;
};
