import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Birth } from '../../../projections/key-details/birth.js';
import type { KeypairDetails, RedirectUriDetails, SecretDetails } from '../../../projections/key-details/row.js';
import type { Shown } from '../../../projections/key-details/shown-credentials.js';
import type { Brownout as BrownoutTimes, ExpiryReminder as Reminder } from '../../domain/credentials/credential.js';
import type { StatusAt } from '../../domain/credentials/usable.js';
import { Actor } from './actor.js';
import { CredentialStatus, Environment, KeypairAlgorithm, KeypairSource } from './enums.js';
import { DateTimeScalar } from './scalars.js';

const Id = () => Field(() => ID, { description: 'A GUID.' });
const In = () => Field(() => Environment, { description: 'Its environment.' });
const Label = () => Field(() => String, { nullable: true, description: 'Its name for people.' });
const Status = () => Field(() => CredentialStatus, { description: 'Whether it can be used now.' });
const ExpiresAt = () =>
  Field(() => DateTimeScalar, { nullable: true, description: 'It is not valid from then on; null: it never expires.' });
const RetiresAt = () =>
  Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The end that it was given after it was made, the same as `expiresAt`; null: none.',
  });
const ReplacedBy = () =>
  Field(() => ID, { nullable: true, description: 'What takes its place, if its retirement was part of a rotation.' });
const Reminders = () => Field(() => [ExpiryReminder], { description: 'The reminders of its end, oldest first.' });
const CreatedAt = () => Field(() => DateTimeScalar, { description: 'When it was added.' });
const CreatedBy = () => Field(() => Actor, { description: 'Who added it.' });

@ObjectType({ description: 'A registered redirect URI.', simpleResolvers: true })
export class RedirectUri implements RedirectUriDetails {
  @Id() id!: string;
  @In() environment!: RedirectUriDetails['environment'];
  @Field(() => String, { description: 'As typed, byte for byte.' }) uri!: string;
  @CreatedAt() createdAt!: string;
  @CreatedBy() createdBy!: Birth['createdBy'];
}

@ObjectType({ description: 'That an end comes nearer was told.', simpleResolvers: true })
export class ExpiryReminder implements Reminder {
  @Field(() => Int, { description: 'Days ahead of the end at which it was due: 90, 60, 30, 15, 7 or 1.' })
  days!: number;
  @Field(() => DateTimeScalar, { description: 'The end, as it was then.' }) endsAt!: string;
  @Field(() => DateTimeScalar, { description: 'When it was told.' }) toldAt!: string;
}

@ObjectType({
  description: 'A time in which a secret does not count, to see who still uses it.',
  simpleResolvers: true,
})
export class Brownout implements Omit<BrownoutTimes, 'brownoutId'> {
  @Id() id!: string;
  @Field(() => DateTimeScalar, { description: 'The secret does not count from then on.' }) from!: string;
  @Field(() => DateTimeScalar, { description: 'The secret counts again from then on.' }) to!: string;
}

@ObjectType({
  description: 'A secret. Its plain text was shown once, in the answer that created it.',
  simpleResolvers: true,
})
export class Secret implements Shown<SecretDetails> {
  @Id() id!: string;
  @In() environment!: SecretDetails['environment'];
  @Label() label!: string | null;
  @Field(() => String, { description: 'The last four characters of its random part.' }) lastFour!: string;
  @Status() status!: StatusAt;
  @Field(() => DateTimeScalar, { nullable: true, description: 'It is not valid before then; null: valid at once.' })
  notBefore!: string | null;
  @ExpiresAt() expiresAt!: string | null;
  @RetiresAt() retiresAt!: string | null;
  @ReplacedBy() replacedBy!: string | null;
  @Reminders() reminders!: ExpiryReminder[];
  @Field(() => [Brownout], { description: 'Its brownouts, but for those that were cancelled, as they were scheduled.' })
  brownouts!: Brownout[];
  @CreatedAt() createdAt!: string;
  @CreatedBy() createdBy!: Birth['createdBy'];
}

@ObjectType({
  description: 'A keypair: RSA, EC P-256 or Ed25519. Keyledger stores only the public key.',
  simpleResolvers: true,
})
export class Keypair implements Omit<Shown<KeypairDetails>, 'brownouts'> {
  @Id() id!: string;
  @In() environment!: KeypairDetails['environment'];
  @Label() label!: string | null;
  @Field(() => String, {
    description:
      'The `kid` to put into a JWT header: that of the uploaded JWK, or the JWK thumbprint (RFC 7638), base64url.',
  })
  kid!: string;
  @Field(() => String, { description: 'SHA-256 of the DER SubjectPublicKeyInfo, base64.' }) fingerprint!: string;
  @Field(() => KeypairAlgorithm, { description: 'The JWS algorithm that it signs with.' })
  algorithm!: KeypairDetails['algorithm'];
  @Field(() => Int, { nullable: true, description: 'Bits of the modulus; null of what is not RSA.' })
  modulusLength!: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'Its curve as a JWK names it in `crv`: P-256 or Ed25519; null of RSA.',
  })
  curve!: KeypairDetails['curve'];
  @Field(() => KeypairSource, { description: 'Where it was made.' }) source!: KeypairDetails['source'];
  @Field(() => String, { description: 'The public key: SubjectPublicKeyInfo in PEM.' }) publicKeyPem!: string;
  @Status() status!: StatusAt;
  @ExpiresAt() expiresAt!: string | null;
  @RetiresAt() retiresAt!: string | null;
  @ReplacedBy() replacedBy!: string | null;
  @Reminders() reminders!: ExpiryReminder[];
  @CreatedAt() createdAt!: string;
  @CreatedBy() createdBy!: Birth['createdBy'];
}
