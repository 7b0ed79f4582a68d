import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { Shown } from '../../../projections/key-details/shown-credentials.js';
import type { KeyDetails, SecretDetails } from '../../../projections/key-details/row.js';
import { addSecret } from '../../domain/secrets/add-secret.js';
import type { Environment } from '../../domain/values/environment.js';
import { change, withId } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { mintSecret } from '../../app/credentials/minting.js';
import { Secret } from '../vocabulary/credentials.js';
import type { PlannedEvent } from '../vocabulary/planned-event.js';
import type { UserError } from '../vocabulary/user-error.js';

@InputType({ description: 'A secret to make.' })
export class AddSecretInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.In() environment!: Environment;
  @fields.OptionalText('Its name for people; 1 to 100 characters.') label?: string | null;
  @fields.NotBefore() notBefore?: Date | null;
  @fields.ExpiresAt() expiresAt?: Date | null;
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

@ObjectType({
  description: 'The answer of addSecret: the only one that shows the plain text.',
  simpleResolvers: true,
})
export class AddSecretPayload {
  @fields.ChangedKey() integratorKey?: KeyDetails | null;
  @fields.Made(() => Secret, 'The new secret.') secret?: Shown<SecretDetails> | null;
  @fields.Made(() => String, 'The secret itself. It is not stored and never shown again: keep it now.') plainText?:
    string | null;
  @fields.UserErrors() userErrors!: UserError[];
  @fields.WrittenAt() position?: string | null;
  @fields.PlannedEvents() plannedEvents?: PlannedEvent[] | null;
}

@Resolver()
export class AddSecret {
  @Mutation(() => AddSecretPayload, {
    description: 'Makes a secret. Several can be active at once, so that secrets rotate without downtime.',
  })
  addSecret(@fields.Input(() => AddSecretInput) input: AddSecretInput, @Ctx() context: Context) {
    const { secret, plainText } = mintSecret(context, input);
    return change(
      context,
      input,
      (key) => addSecret(key, secret),
      ({ secrets }) => ({ secret: withId(secrets, secret.secretId), plainText }),
    );
  }
}
