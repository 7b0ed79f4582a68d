import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { Shown } from '../../../projections/key-details/shown-credentials.js';
import type { KeyDetails, KeypairDetails } from '../../../projections/key-details/row.js';
import type { KeyFormat, ModulusLength } from '../../app/credentials/ports.js';
import { addKeypair } from '../../domain/keypairs/add-keypair.js';
import type { Environment } from '../../domain/values/environment.js';
import { change, rehearse, withId } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { mintKeypair, planKeypair } from '../../app/credentials/minting.js';
import { Keypair } from '../vocabulary/credentials.js';
import type { PlannedEvent } from '../vocabulary/planned-event.js';
import type { UserError } from '../vocabulary/user-error.js';

@InputType({ description: 'An RSA keypair to generate.' })
export class AddKeypairInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.In() environment!: Environment;
  @fields.OptionalText('Its name for people; 1 to 100 characters.') label?: string | null;
  @fields.ModulusLength() modulusLength!: ModulusLength;
  @fields.Format() format!: KeyFormat;
  @fields.ExpiresAt() expiresAt?: Date | null;
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

@ObjectType({
  description: 'The answer of addKeypair: the only one that shows the private key.',
  simpleResolvers: true,
})
export class AddKeypairPayload {
  @fields.ChangedKey() integratorKey?: KeyDetails | null;
  @fields.Made(() => Keypair, 'The new keypair.') keypair?: Shown<KeypairDetails> | null;
  @fields.Made(() => String, 'The private key. It is not stored and never shown again: keep it now.') privateKeyPem?:
    string | null;
  @fields.Made(() => String, 'The public key.') publicKeyPem?: string | null;
  @fields.UserErrors() userErrors!: UserError[];
  @fields.WrittenAt() position?: string | null;
  @fields.PlannedEvents() plannedEvents?: PlannedEvent[] | null;
}

@Resolver()
export class AddKeypair {
  @Mutation(() => AddKeypairPayload, { description: 'Generates an RSA keypair. The application signs JWTs with it.' })
  async addKeypair(@fields.Input(() => AddKeypairInput) input: AddKeypairInput, @Ctx() context: Context) {
    const { environment, label = null } = input;
    const planned = { ...planKeypair(context, input), environment, label };
    await rehearse(context, input, (key) => addKeypair(key, planned));
    const { keypair, shown } = await mintKeypair(context, planned, input);
    return change(
      context,
      input,
      (key) => addKeypair(key, keypair),
      ({ keypairs }) => ({ keypair: withId(keypairs, keypair.keypairId), ...shown }),
    );
  }
}
