import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { revokeSecret } from '../../domain/secrets/revoke-secret.js';
import { change, withId } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import {
  AllowLastUsable,
  DryRun,
  ExpectedRevision,
  Id,
  IdempotencyKey,
  Input,
  IntegratorKeyId,
  Reason,
} from '../vocabulary/decorators.js';
import { secretPayloadOf } from '../vocabulary/payload.js';

@InputType({ description: 'A secret to revoke.' })
export class RevokeSecretInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Id('The secret.') secretId!: string;
  @AllowLastUsable() allowLastUsable!: boolean;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = secretPayloadOf('revokeSecret');

@Resolver()
export class RevokeSecret {
  @Mutation(() => Payload, { description: 'Revokes a secret for good.' })
  revokeSecret(@Input(() => RevokeSecretInput) input: RevokeSecretInput, @Ctx() context: Context) {
    const now = context.now().toISOString();
    return change(
      context,
      input,
      (key) => revokeSecret(key, { ...input, now }),
      ({ secrets }) => ({ secret: withId(secrets, input.secretId) }),
    );
  }
}
