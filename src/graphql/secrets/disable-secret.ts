import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { disableSecret } from '../../domain/secrets/disable-secret.js';
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

@InputType({ description: 'A secret to switch off.' })
export class DisableSecretInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Id('The secret.') secretId!: string;
  @AllowLastUsable() allowLastUsable!: boolean;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = secretPayloadOf('disableSecret');

@Resolver()
export class DisableSecret {
  @Mutation(() => Payload, { description: 'Switches a secret off until it is enabled again.' })
  disableSecret(@Input(() => DisableSecretInput) input: DisableSecretInput, @Ctx() context: Context) {
    const now = context.now().toISOString();
    return change(
      context,
      input,
      (key) => disableSecret(key, { ...input, now }),
      ({ secrets }) => ({ secret: withId(secrets, input.secretId) }),
    );
  }
}
