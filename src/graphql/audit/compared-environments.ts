import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Environment as Env } from '../../domain/values/environment.js';
import type { ShownKeyEvent } from '../history/key-event.js';
import { Environment } from '../vocabulary/enums.js';
import { DateTimeScalar } from '../vocabulary/scalars.js';
import { RecordedEvent } from './recorded-event.js';

const Adding = (where: string) =>
  Field(() => RecordedEvent, { nullable: true, description: `What added it to ${where}; null if it is not there.` });

@ObjectType({ description: 'A redirect URI of one environment, or of both.', simpleResolvers: true })
export class ComparedRedirectUri {
  @Field(() => String, { description: 'As typed, byte for byte.' }) redirectUri!: string;
  @Adding('demo') addedToDemo!: ShownKeyEvent | null;
  @Adding('production') addedToProduction!: ShownKeyEvent | null;
}

const Uris = (where: string) => Field(() => [ComparedRedirectUri], { description: `Those of ${where}.` });

@ObjectType({ description: 'The redirect URIs of demo beside those of production.', simpleResolvers: true })
export class ComparedRedirectUris {
  @Uris('both') inBoth!: ComparedRedirectUri[];
  @Uris('demo alone') onlyInDemo!: ComparedRedirectUri[];
  @Uris('production alone') onlyInProduction!: ComparedRedirectUri[];
}

/** A secret or a keypair as it is compared. */
export interface ShownCredential {
  id: string;
  label: string | null;
  createdAt: string;
  expiresAt: string | null;
  /** Never null: what is there was added. */
  addedBy: ShownKeyEvent | null;
}

@ObjectType({ description: 'A secret or a keypair that counts.', simpleResolvers: true })
export class CountingCredential implements ShownCredential {
  @Field(() => ID, { description: 'Its id.' }) id!: string;
  @Field(() => String, { nullable: true, description: 'Its name for people.' }) label!: string | null;
  @Field(() => DateTimeScalar, { description: 'When it was added.' }) createdAt!: string;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'It does not count from then on; null: it never expires.',
  })
  expiresAt!: string | null;
  @Field(() => RecordedEvent, { description: 'What added it.' }) addedBy!: ShownKeyEvent | null;
}

@ObjectType({
  description:
    'The credentials of one kind that count in an environment. In production none does while it is suspended.',
  simpleResolvers: true,
})
export class CountingCredentials {
  @Field(() => Environment, { description: 'The environment.' }) environment!: Env;
  @Field(() => Int, { description: 'How many count.' }) count!: number;
  @Field(() => CountingCredential, { nullable: true, description: 'The one that expires first; null if none does.' })
  expiresFirst!: ShownCredential | null;
  @Field(() => CountingCredential, { nullable: true, description: 'The one that was added last; null if none counts.' })
  newest!: ShownCredential | null;
}

const Both = (what: string) => Field(() => [CountingCredentials], { description: `${what}: demo, then production.` });

@ObjectType({ description: 'Demo beside production of one key.', simpleResolvers: true })
export class EnvironmentDiff {
  @Field(() => ComparedRedirectUris, { description: 'Redirect URIs, compared by their bytes.' })
  redirectUris!: ComparedRedirectUris;
  @Both('Secrets') secrets!: CountingCredentials[];
  @Both('Keypairs') keypairs!: CountingCredentials[];
}
