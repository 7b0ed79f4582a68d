import { Field, InputType } from 'type-graphql';
import { iso } from '../../app/credentials/minting.js';
import { MAX_KEYPAIRS } from '../../domain/keypairs/refusals.js';
import { MAX_REDIRECT_URIS } from '../../domain/redirect-uris/refusals.js';
import { MAX_SECRETS } from '../../domain/secrets/refusals.js';
import type { ProposedChange } from '../../domain/two-people/facts.js';
import * as fields from '../vocabulary/decorators.js';
import { rotationsOf } from './rotations-of.js';
import { KeypairRotation, NewKeypair, NewRedirectUri, NewSecret, SecretRotation } from './save-inputs.js';

/** Most ids of things to enable in one list. */
const MAX_ENABLED = 50;

/** Nullable and without a default: the recorded arguments of retries from before these fields are the same without them. */
const optional = (description: string) => Field(() => Boolean, { nullable: true, description });

/** An input with any set of changes to one key, to be saved or to be proposed. */
export function changeInputOf(name: string, description: string) {
  @InputType(name, { description })
  class Changes {
    @fields.IntegratorKeyId() integratorKeyId!: string;
    @fields.OptionalText('1 to 100 characters.') name?: string | null;
    @fields.OptionalText('Up to 2,000 characters; null removes it.') description?: string | null;
    @fields.OptionalText('An http or https URL; null removes it.') privacyPolicyUrl?: string | null;
    @fields.OptionalText('An http or https URL; null removes it.') termsOfUseUrl?: string | null;
    @Field(() => Boolean, { nullable: true, description: 'Is it a mobile or client-side app?' }) mobileApp?:
      boolean | null;
    @fields.IdsOf(MAX_REDIRECT_URIS, 'Redirect URIs to remove.') removeRedirectUriIds!: string[];
    @optional('Enable the key.') enableKey?: boolean | null;
    @fields.OptionalIdsOf(MAX_ENABLED, 'Secrets to enable.') enableSecretIds?: string[] | null;
    @fields.OptionalIdsOf(MAX_ENABLED, 'Keypairs to enable.') enableKeypairIds?: string[] | null;
    @optional('Resume production, for those who may call `resumeProduction`.') resumeProduction?: boolean | null;
    @fields.OptionalListOf(() => SecretRotation, MAX_SECRETS, 'Secrets to replace.')
    rotateSecrets?: SecretRotation[] | null;
    @fields.OptionalListOf(() => KeypairRotation, MAX_KEYPAIRS, 'Keypairs to replace.')
    rotateKeypairs?: KeypairRotation[] | null;
    @fields.ListOf(() => NewRedirectUri, MAX_REDIRECT_URIS, 'Redirect URIs to register.')
    addRedirectUris!: NewRedirectUri[];
    @fields.ListOf(() => NewSecret, MAX_SECRETS, 'Secrets to make.') addSecrets!: NewSecret[];
    @fields.ListOf(() => NewKeypair, MAX_KEYPAIRS, 'Keypairs to generate.') addKeypairs!: NewKeypair[];
    @fields.ExpectedRevision() expectedRevision?: number | null;
    @fields.Reason() reason?: string | null;
    @fields.IdempotencyKey() idempotencyKey?: string | null;
    @fields.DryRun() dryRun?: boolean | null;
  }
  return Changes;
}

export type ChangeInput = InstanceType<ReturnType<typeof changeInputOf>>;

/** The change as data, field by field: a proposal of it goes into the log. */
export function changeOf(input: ChangeInput): ProposedChange {
  const { name, description, privacyPolicyUrl, termsOfUseUrl, mobileApp } = input;
  return {
    ...(name != null && { name }),
    ...(description !== undefined && { description }),
    ...(privacyPolicyUrl !== undefined && { privacyPolicyUrl }),
    ...(termsOfUseUrl !== undefined && { termsOfUseUrl }),
    ...(mobileApp != null && { mobileApp }),
    removeRedirectUriIds: input.removeRedirectUriIds,
    enableKey: input.enableKey ?? false,
    enableSecretIds: input.enableSecretIds ?? [],
    enableKeypairIds: input.enableKeypairIds ?? [],
    resumeProduction: input.resumeProduction ?? false,
    ...rotationsOf(input),
    addRedirectUris: input.addRedirectUris.map(({ environment, redirectUri }) => ({ environment, redirectUri })),
    addSecrets: input.addSecrets.map(({ environment, label = null, notBefore, expiresAt }) => ({
      ...{ environment, label },
      ...{ notBefore: iso(notBefore), expiresAt: iso(expiresAt) },
    })),
    addKeypairs: input.addKeypairs.map(({ environment, label = null, modulusLength, format, expiresAt }) => ({
      ...{ environment, label, modulusLength, format },
      expiresAt: iso(expiresAt),
    })),
  };
}
