import { Ctx, Mutation, ObjectType, Resolver, InputType, Field } from 'type-graphql';
import type { KeyDetails } from '../../../projections/key-details/row.js';
import type { AddKeypair } from '../../domain/keypairs/add-keypair.js';
import type { ExistingKey } from '../../domain/key/key.js';
import { saveIntegratorKey } from '../../domain/save/save-integrator-key.js';
import { change, rehearse, withId } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { mintKeypair, mintSecret, planKeypair } from '../../app/credentials/minting.js';
import { MAX_KEYPAIRS } from '../../domain/keypairs/refusals.js';
import { MAX_REDIRECT_URIS } from '../../domain/redirect-uris/refusals.js';
import { MAX_SECRETS } from '../../domain/secrets/refusals.js';
import { NewKeypair, NewRedirectUri, NewSecret } from './save-inputs.js';
import { CreatedKeypair, CreatedSecret } from './save-results.js';
import type { PlannedEvent } from '../vocabulary/planned-event.js';
import type { UserError } from '../vocabulary/user-error.js';

@InputType({ description: 'Any set of changes to one key. A field that is left out does not change.' })
export class SaveIntegratorKeyInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.OptionalText('1 to 100 characters.') name?: string | null;
  @fields.OptionalText('Up to 2,000 characters; null removes it.') description?: string | null;
  @fields.OptionalText('An http or https URL; null removes it.') privacyPolicyUrl?: string | null;
  @fields.OptionalText('An http or https URL; null removes it.') termsOfUseUrl?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Is it a mobile or client-side app?' }) mobileApp?:
    boolean | null;
  @fields.IdsOf(MAX_REDIRECT_URIS, 'Redirect URIs to remove.') removeRedirectUriIds!: string[];
  @fields.ListOf(() => NewRedirectUri, MAX_REDIRECT_URIS, 'Redirect URIs to register.')
  addRedirectUris!: NewRedirectUri[];
  @fields.ListOf(() => NewSecret, MAX_SECRETS, 'Secrets to make.') addSecrets!: NewSecret[];
  @fields.ListOf(() => NewKeypair, MAX_KEYPAIRS, 'Keypairs to generate.') addKeypairs!: NewKeypair[];
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

@ObjectType({
  description: 'The answer of saveIntegratorKey, with the plain texts and private keys that are shown once.',
  simpleResolvers: true,
})
export class SaveIntegratorKeyPayload {
  @fields.ChangedKey() integratorKey?: KeyDetails | null;
  @Field(() => [CreatedSecret], {
    nullable: true,
    description: 'The secrets that were made, in the order of `addSecrets`.',
  })
  secrets?: CreatedSecret[] | null;
  @Field(() => [CreatedKeypair], {
    nullable: true,
    description: 'The keypairs that were made, in the order of `addKeypairs`.',
  })
  keypairs?: CreatedKeypair[] | null;
  @fields.UserErrors() userErrors!: UserError[];
  @fields.WrittenAt() position?: string | null;
  @fields.PlannedEvents() plannedEvents?: PlannedEvent[] | null;
}

@Resolver()
export class SaveIntegratorKey {
  @Mutation(() => SaveIntegratorKeyPayload, {
    description:
      'Changes details, then removes, then adds, each on the result of the earlier changes: all of them happen, or none.',
  })
  async saveIntegratorKey(
    @fields.Input(() => SaveIntegratorKeyInput) input: SaveIntegratorKeyInput,
    @Ctx() context: Context,
  ) {
    const { name, mobileApp, ...given } = input;
    const policy = context.redirectUriPolicy;
    const addRedirectUris = input.addRedirectUris.map((uri) => ({ ...uri, redirectUriId: context.mint.id(), policy }));
    const secrets = input.addSecrets.map((newSecret) => mintSecret(context, newSecret));
    const addSecrets = secrets.map(({ secret }) => secret);
    const now = context.now().toISOString();
    const details = { name: name ?? undefined, mobileApp: mobileApp ?? undefined, now };
    const save = (addKeypairs: AddKeypair[]) => (key: ExistingKey) =>
      saveIntegratorKey(key, { ...given, ...details, addRedirectUris, addSecrets, addKeypairs });
    const plans = input.addKeypairs.map((newKeypair) => ({ newKeypair, planned: planKeypair(context, newKeypair) }));
    if (plans.length > 0) await rehearse(context, input, save(plans.map(({ planned }) => planned)));
    const keypairs = await Promise.all(
      plans.map(({ newKeypair, planned }) => mintKeypair(context, planned, newKeypair)),
    );
    return change(context, input, save(keypairs.map(({ keypair }) => keypair)), (key) => ({
      secrets: secrets.map(({ secret, plainText }) => ({ secret: withId(key.secrets, secret.secretId), plainText })),
      keypairs: keypairs.map(({ keypair, shown }) => ({
        keypair: withId(key.keypairs, keypair.keypairId),
        ...shown,
      })),
    }));
  }
}
