import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails, SecretDetails } from '../../../projections/key-details/row.js';
import type { Shown } from '../../../projections/key-details/shown-credentials.js';
import { iso, mintSecret } from '../../app/credentials/minting.js';
import { rotateSecret } from '../../domain/rotation/rotate-secret.js';
import type { Context } from '../server/context.js';
import { Secret } from '../vocabulary/credentials.js';
import * as fields from '../vocabulary/decorators.js';
import type { PlannedEvent } from '../vocabulary/planned-event.js';
import { change, withId } from '../vocabulary/run-command.js';
import type { UserError } from '../vocabulary/user-error.js';

@InputType({ description: 'A secret to replace.' })
export class RotateSecretInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.Id('The old secret.') secretId!: string;
  @fields.Overlap() overlap?: string | null;
  @fields.RetiresAtInstead() retiresAt?: Date | null;
  @fields.LabelOfNew() label?: string | null;
  @fields.NotBefore() notBefore?: Date | null;
  @fields.ExpiresAt() expiresAt?: Date | null;
  @fields.AllowLastUsable() allowLastUsable!: boolean;
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

@ObjectType({
  description: 'The answer of rotateSecret: the only one that shows the plain text of the new secret.',
  simpleResolvers: true,
})
export class RotateSecretPayload {
  @fields.ChangedKey() integratorKey?: KeyDetails | null;
  @fields.Made(() => Secret, 'The new secret.') secret?: Shown<SecretDetails> | null;
  @fields.Made(() => String, 'The new secret itself. It is not stored and never shown again: keep it now.') plainText?:
    string | null;
  @fields.Made(() => Secret, 'The old secret, as it retires.') retiring?: Shown<SecretDetails> | null;
  @fields.UserErrors() userErrors!: UserError[];
  @fields.WrittenAt() position?: string | null;
  @fields.PlannedEvents() plannedEvents?: PlannedEvent[] | null;
}

@Resolver()
export class RotateSecret {
  @Mutation(() => RotateSecretPayload, {
    description:
      'Makes a secret that takes the place of another, in the same environment, and gives the old one its end: both happen, or neither. Until then both count.',
  })
  async rotateSecret(@fields.Input(() => RotateSecretInput) input: RotateSecretInput, @Ctx() context: Context) {
    const { secretId, label, overlap, allowLastUsable } = input;
    const of = { overlap, retiresAt: iso(input.retiresAt), allowLastUsable, now: context.now().toISOString() };
    const { secrets: known } = await context.handle.keyNow(context.caller, input);
    const environment = known.find((one) => one.secretId === secretId)?.environment ?? 'DEMO'; // of no other: refused
    const { secret, plainText } = mintSecret(context, { ...input, environment });
    return change(
      context,
      input,
      (key) => rotateSecret(key, { ...of, secretId, secret: { ...secret, label } }),
      ({ secrets }) => ({
        secret: withId(secrets, secret.secretId),
        plainText,
        retiring: withId(secrets, secretId),
      }),
    );
  }
}
