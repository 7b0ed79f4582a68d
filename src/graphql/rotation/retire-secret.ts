import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { retireSecret } from '../../domain/rotation/retire-secret.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { secretPayloadOf } from '../vocabulary/payload.js';
import { change, withId } from '../vocabulary/run-command.js';

@InputType({ description: 'A secret to give an end.' })
export class RetireSecretInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.Id('The secret.') secretId!: string;
  @fields.RetiresAt() at!: Date;
  @fields.AllowLastUsable() allowLastUsable!: boolean;
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

const Payload = secretPayloadOf('retireSecret');

@Resolver()
export class RetireSecret {
  @Mutation(() => Payload, {
    description: 'Gives a secret an end. It counts until then, and `cancelRetirement` takes it back.',
  })
  retireSecret(@fields.Input(() => RetireSecretInput) input: RetireSecretInput, @Ctx() context: Context) {
    const now = context.now().toISOString();
    const at = input.at.toISOString();
    return change(
      context,
      input,
      (key) => retireSecret(key, { ...input, at, now }),
      ({ secrets }) => ({ secret: withId(secrets, input.secretId) }),
    );
  }
}
