import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails, KeypairDetails } from '../../../projections/key-details/row.js';
import type { Shown } from '../../../projections/key-details/shown-credentials.js';
import { iso, mintKeypair, planKeypair } from '../../app/credentials/minting.js';
import type { KeyFormat, ModulusLength } from '../../app/credentials/ports.js';
import { rotateKeypair } from '../../domain/rotation/rotate-keypair.js';
import type { Context } from '../server/context.js';
import { Keypair } from '../vocabulary/credentials.js';
import * as fields from '../vocabulary/decorators.js';
import type { PlannedEvent } from '../vocabulary/planned-event.js';
import { change, rehearse, withId } from '../vocabulary/run-command.js';
import type { UserError } from '../vocabulary/user-error.js';

@InputType({ description: 'A keypair to replace by a new RSA keypair.' })
export class RotateKeypairInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.Id('The old keypair.') keypairId!: string;
  @fields.Overlap() overlap?: string | null;
  @fields.RetiresAtInstead() retiresAt?: Date | null;
  @fields.LabelOfNew() label?: string | null;
  @fields.ModulusLength() modulusLength!: ModulusLength;
  @fields.Format() format!: KeyFormat;
  @fields.ExpiresAt() expiresAt?: Date | null;
  @fields.AllowLastUsable() allowLastUsable!: boolean;
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

@ObjectType({
  description: 'The answer of rotateKeypair: the only one that shows the private key of the new keypair.',
  simpleResolvers: true,
})
export class RotateKeypairPayload {
  @fields.ChangedKey() integratorKey?: KeyDetails | null;
  @fields.Made(() => Keypair, 'The new keypair.') keypair?: Shown<KeypairDetails> | null;
  @fields.Made(() => String, 'Its private key. It is not stored and never shown again: keep it now.') privateKeyPem?:
    string | null;
  @fields.Made(() => String, 'Its public key.') publicKeyPem?: string | null;
  @fields.Made(() => Keypair, 'The old keypair, as it retires.') retiring?: Shown<KeypairDetails> | null;
  @fields.UserErrors() userErrors!: UserError[];
  @fields.WrittenAt() position?: string | null;
  @fields.PlannedEvents() plannedEvents?: PlannedEvent[] | null;
}

@Resolver()
export class RotateKeypair {
  @Mutation(() => RotateKeypairPayload, {
    description:
      'Generates a keypair that takes the place of another, in the same environment, and gives the old one its end: both happen, or neither. Until then both count.',
  })
  async rotateKeypair(@fields.Input(() => RotateKeypairInput) input: RotateKeypairInput, @Ctx() context: Context) {
    const { keypairId, label, overlap, allowLastUsable } = input;
    const of = {
      keypairId,
      overlap,
      retiresAt: iso(input.retiresAt),
      allowLastUsable,
      now: context.now().toISOString(),
    };
    const planned = planKeypair(context, input);
    await rehearse(context, input, (key) => rotateKeypair(key, { ...of, keypair: { ...planned, label } }));
    const { keypair, shown } = await mintKeypair(context, planned, input);
    return change(
      context,
      input,
      (key) => rotateKeypair(key, { ...of, keypair: { ...keypair, label } }),
      ({ keypairs }) => ({
        keypair: withId(keypairs, keypair.keypairId),
        ...shown,
        retiring: withId(keypairs, keypairId),
      }),
    );
  }
}
