import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { Shown } from '../../../projections/key-details/shown-credentials.js';
import type { KeyDetails, KeypairDetails } from '../../../projections/key-details/row.js';
import type { Environment } from '../../domain/values/environment.js';
import { iso } from '../../app/credentials/minting.js';
import { uploadPublicKey } from '../../domain/keypairs/upload-public-key.js';
import { change, withId } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { Keypair } from '../vocabulary/credentials.js';
import type { PlannedEvent } from '../vocabulary/planned-event.js';
import type { UserError } from '../vocabulary/user-error.js';

@InputType({ description: 'The public key of a keypair generated elsewhere.' })
export class UploadPublicKeyInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.Text(
    'RSA of 2048 bits or more, EC P-256 or Ed25519: SubjectPublicKeyInfo, PKCS#1 or X.509 certificate in PEM, or as text a JWK, or a JWKS with one key. Never the private key. A `kid` is kept if it is 1 to 255 printable ASCII characters and new here.',
  )
  publicKey!: string;
  @fields.In() environment!: Environment;
  @fields.OptionalText('Its name for people; 1 to 100 characters.') label?: string | null;
  @fields.ExpiresAt('Without one it expires with its certificate, or else never.') expiresAt?: Date | null;
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

@ObjectType({ description: 'The answer of uploadPublicKey.', simpleResolvers: true })
export class UploadPublicKeyPayload {
  @fields.ChangedKey() integratorKey?: KeyDetails | null;
  @fields.Made(() => Keypair, 'The new keypair.') keypair?: Shown<KeypairDetails> | null;
  @fields.UserErrors() userErrors!: UserError[];
  @fields.WrittenAt() position?: string | null;
  @fields.PlannedEvents() plannedEvents?: PlannedEvent[] | null;
}

@Resolver()
export class UploadPublicKey {
  @Mutation(() => UploadPublicKeyPayload, {
    description: 'Adds a public key whose private key never leaves its owner: as good as a generated pair.',
  })
  uploadPublicKey(@fields.Input(() => UploadPublicKeyInput) input: UploadPublicKeyInput, @Ctx() context: Context) {
    const { environment, label = null } = input;
    const expiresAt = iso(input.expiresAt);
    const made = { keypairId: context.mint.id(), source: 'UPLOADED', now: context.now().toISOString() } as const;
    const keypair = { environment, label, expiresAt, ...made, ...context.parsePublicKey(input.publicKey) };
    return change(
      context,
      input,
      (key) => uploadPublicKey(key, keypair),
      ({ keypairs }) => ({ keypair: withId(keypairs, keypair.keypairId) }),
    );
  }
}
