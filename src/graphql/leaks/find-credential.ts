import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { findCredential, type Finding, type FoundCredential as Found } from '../../operations/leaks/find-credential.js';
import type { Interval } from '../../domain/validity/validity.js';
import type { Context } from '../server/context.js';
import { ValidityInterval } from '../validity/interval.js';
import { CredentialStatus, Environment, KeyStatus, ValidityKind } from '../vocabulary/enums.js';

@ObjectType({ description: 'A secret or a keypair that there is, or has been.', simpleResolvers: true })
export class FoundCredential implements Found {
  @Field(() => String, { description: 'The account that has it.' }) account!: string;
  @Field(() => ID, { description: 'The key that it is of.' }) integratorKeyId!: string;
  @Field(() => KeyStatus, { description: 'What the key is now.' }) keyStatus!: Found['keyStatus'];
  @Field(() => ID, { description: 'The secret or the keypair.' }) credentialId!: string;
  @Field(() => ValidityKind, { description: 'Which of both.' }) kind!: Found['kind'];
  @Field(() => Environment, { description: 'Where it counts.' }) environment!: Found['environment'];
  @Field(() => String, {
    description: 'What people know it by: its label, else `...` and the end of a secret or the `kid` of a keypair.',
  })
  label!: string;
  @Field(() => String, { nullable: true, description: 'Of a secret: the last four characters of its random part.' })
  lastFour!: string | null;
  @Field(() => String, { nullable: true, description: 'Of a keypair.' }) kid!: string | null;
  @Field(() => CredentialStatus, { description: 'What it is now; of a deleted key REVOKED.' }) status!: Found['status'];
  @Field(() => [ValidityInterval], { description: 'When it could get somebody in; empty if it never could.' })
  intervals!: readonly Interval[];
}

@ObjectType({ description: 'Whose a credential is.', simpleResolvers: true })
export class CredentialSearch implements Finding {
  @Field(() => Boolean, {
    description:
      'Is it, or was it ever, a credential that you may see? One of another account is answered as one of nobody.',
  })
  ours!: boolean;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Does the text have the form of a secret of Keyledger: prefix, length and checksum? If not, no Keyledger has made it. Null unless a text was asked about.',
  })
  looksLikeOurs!: boolean | null;
  @Field(() => [FoundCredential], {
    description: 'Those that it is; of four characters there may be several, of which 20 are told.',
  })
  credentials!: Found[];
  @Field(() => Boolean, { description: 'Are there more than these?' }) more!: boolean;
}

const optional = () => ({ nullable: true }) as const;

@Resolver()
export class FindCredential {
  @Query(() => CredentialSearch, {
    description:
      'Whose is this? Finds a credential that has turned up somewhere among all that ever were. Give exactly one argument, as a variable. POST only; what is asked is kept nowhere.',
  })
  findCredential(
    @Arg('text', () => String, { ...optional(), description: 'The whole secret, as it was found.' })
    text: string | null,
    @Arg('lastFour', () => String, {
      ...optional(),
      description: 'The last four characters of the random part of a secret.',
    })
    lastFour: string | null,
    @Arg('kid', () => String, { ...optional(), description: 'Of a keypair, as the header of a JWT names it.' })
    kid: string | null,
    @Arg('fingerprint', () => String, {
      ...optional(),
      description: 'SHA-256 of the DER SubjectPublicKeyInfo of a keypair, base64.',
    })
    fingerprint: string | null,
    @Ctx() context: Context,
  ): Promise<Finding> {
    return findCredential(context, { text, lastFour, kid, fingerprint });
  }
}
