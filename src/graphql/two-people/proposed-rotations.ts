import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { KeypairRotationWish, SecretRotationWish } from '../../domain/two-people/facts.js';
import { KeyFormat } from '../vocabulary/enums.js';
import { DateTimeScalar } from '../vocabulary/scalars.js';

/** A rotation with both meanings of a missing label told apart: the new one has none, or that of the old one. */
export type ShownRotation<Wish extends SecretRotationWish | KeypairRotationWish> = Omit<Wish, 'label'> & {
  label: string | null;
  keepsLabel: boolean;
};

export const shownRotation = <Wish extends SecretRotationWish | KeypairRotationWish>({
  label,
  ...wish
}: Wish): ShownRotation<Wish> => ({ ...wish, label: label ?? null, keepsLabel: label === undefined });

const text = (description: string) => Field(() => String, { nullable: true, description });
const time = (description: string) => Field(() => DateTimeScalar, { nullable: true, description });

// Fields of both.
const Overlap = () => text('How long the old one still counts once this is applied: an ISO 8601 duration.');
const RetiresAt = () => time('When the old one ends, instead of `overlap`.');
const Label = () => text('The name of the new one for people.');
const KeepsLabel = () => Field(() => Boolean, { description: 'The new one gets the name of the old one.' });
const ExpiresAt = () => time('The new one is not valid from then on.');
const AllowLastUsable = () =>
  Field(() => Boolean, { description: 'Done even if no usable credential remains when the old one ends.' });

@ObjectType({ description: 'A secret to replace.', simpleResolvers: true })
export class ProposedSecretRotation implements ShownRotation<SecretRotationWish> {
  @Field(() => ID, { description: 'The old secret.' }) secretId!: string;
  @Overlap() overlap!: string | null;
  @RetiresAt() retiresAt!: string | null;
  @Label() label!: string | null;
  @KeepsLabel() keepsLabel!: boolean;
  @time('The new one is not valid before.') notBefore!: string | null;
  @ExpiresAt() expiresAt!: string | null;
  @AllowLastUsable() allowLastUsable!: boolean;
}

@ObjectType({ description: 'A keypair to replace by one that is generated.', simpleResolvers: true })
export class ProposedKeypairRotation implements ShownRotation<KeypairRotationWish> {
  @Field(() => ID, { description: 'The old keypair.' }) keypairId!: string;
  @Overlap() overlap!: string | null;
  @RetiresAt() retiresAt!: string | null;
  @Label() label!: string | null;
  @KeepsLabel() keepsLabel!: boolean;
  @Field(() => Int, { description: 'Bits of the modulus of the new one.' })
  modulusLength!: KeypairRotationWish['modulusLength'];
  @Field(() => KeyFormat, { description: 'Encoding in the answer.' }) format!: KeypairRotationWish['format'];
  @ExpiresAt() expiresAt!: string | null;
  @AllowLastUsable() allowLastUsable!: boolean;
}
