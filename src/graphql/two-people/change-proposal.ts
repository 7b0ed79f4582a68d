import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ProposalDetails } from '../../../projections/key-details/proposals.js';
import type {
  KeypairRotationWish,
  ProposedChange as Change,
  SecretRotationWish,
} from '../../domain/two-people/facts.js';
import { KeyEventDetail } from '../history/key-event.js';
import { Actor } from '../vocabulary/actor.js';
import { connectionOf } from '../vocabulary/connection.js';
import { Environment, KeyFormat } from '../vocabulary/enums.js';
import { DateTimeScalar } from '../vocabulary/scalars.js';
import { ProposedKeypairRotation, ProposedSecretRotation, type ShownRotation } from './proposed-rotations.js';

@ObjectType({ description: 'A redirect URI to register.', simpleResolvers: true })
export class ProposedRedirectUri {
  @Field(() => Environment, { description: 'Its environment.' }) environment!: string;
  @Field(() => String, { description: 'As it was typed.' }) redirectUri!: string;
}

@ObjectType({ description: 'A secret to make.', simpleResolvers: true })
export class ProposedSecret {
  @Field(() => Environment, { description: 'Its environment.' }) environment!: string;
  @Field(() => String, { nullable: true, description: 'Its name for people.' }) label!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'It is not valid before.' }) notBefore!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'It is not valid from then on.' }) expiresAt!:
    string | null;
}

@ObjectType({ description: 'A keypair to generate.', simpleResolvers: true })
export class ProposedKeypair {
  @Field(() => Environment, { description: 'Its environment.' }) environment!: string;
  @Field(() => String, { nullable: true, description: 'Its name for people.' }) label!: string | null;
  @Field(() => Int, { description: 'Bits of the modulus.' }) modulusLength!: number;
  @Field(() => KeyFormat, { description: 'Encoding in the answer.' }) format!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'It is not valid from then on.' }) expiresAt!:
    string | null;
}

@ObjectType({ description: 'What a proposal would change.', simpleResolvers: true })
export class ProposedChange implements Omit<
  Change,
  'name' | 'description' | 'privacyPolicyUrl' | 'termsOfUseUrl' | 'mobileApp' | 'rotateSecrets' | 'rotateKeypairs'
> {
  @Field(() => [KeyEventDetail], {
    description: 'The details that would change, by the names of the input; one without a value would be taken away.',
  })
  details!: KeyEventDetail[];
  @Field(() => [ID], { description: 'Redirect URIs to remove.' }) removeRedirectUriIds!: readonly string[];
  @Field(() => Boolean, { description: 'Enable the key.' }) enableKey!: boolean;
  @Field(() => [ID], { description: 'Secrets to enable.' }) enableSecretIds!: readonly string[];
  @Field(() => [ID], { description: 'Keypairs to enable.' }) enableKeypairIds!: readonly string[];
  @Field(() => Boolean, { description: 'Resume production.' }) resumeProduction!: boolean;
  @Field(() => [ProposedSecretRotation], { description: 'Secrets to replace.' })
  rotateSecrets!: ShownRotation<SecretRotationWish>[];
  @Field(() => [ProposedKeypairRotation], { description: 'Keypairs to replace.' })
  rotateKeypairs!: ShownRotation<KeypairRotationWish>[];
  @Field(() => [ProposedRedirectUri], { description: 'Redirect URIs to register.' })
  addRedirectUris!: Change['addRedirectUris'];
  @Field(() => [ProposedSecret], { description: 'Secrets to make.' }) addSecrets!: Change['addSecrets'];
  @Field(() => [ProposedKeypair], { description: 'Keypairs to generate.' }) addKeypairs!: Change['addKeypairs'];
}

@ObjectType({ description: 'A proposed change of a key, and its decision. The fields of the key are those of now.' })
export class ChangeProposal {
  @Field(() => ID, { description: 'Id of the proposal.' }) id!: string;
  @Field(() => Int, { description: 'The last revision at which the key was changed when it was proposed.' })
  revision!: number;
  @Field(() => Actor, { description: 'Who has proposed it.' }) proposedBy!: ProposalDetails['proposedBy'];
  @Field(() => DateTimeScalar, { description: 'When it was proposed.' }) proposedAt!: string;
  @Field(() => DateTimeScalar, { description: 'From then on it can be neither approved nor applied.' })
  expiresAt!: string;
  @Field(() => Actor, { nullable: true, description: 'Who approved or declined it.' })
  decidedBy!: ProposalDetails['decidedBy'];
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was approved or declined.' }) decidedAt!:
    string | null;
  @Field(() => [String], { description: 'Why it was declined.' }) reasons!: readonly string[];
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was applied.' }) appliedAt!: string | null;
}

export const ChangeProposalConnection = connectionOf('ChangeProposal', () => ChangeProposal, 'proposed changes');
