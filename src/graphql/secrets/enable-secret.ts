import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { enableSecret } from '../../domain/secrets/enable-secret.js';
import { change, withId } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import {
  DryRun,
  ExpectedRevision,
  Id,
  IdempotencyKey,
  Input,
  IntegratorKeyId,
  Reason,
} from '../vocabulary/decorators.js';
import { secretPayloadOf } from '../vocabulary/payload.js';

@InputType({ description: 'A secret to switch on again.' })
export class EnableSecretInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Id('The secret.') secretId!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = secretPayloadOf('enableSecret');

@Resolver()
export class EnableSecret {
  @Mutation(() => Payload, { description: 'Switches a disabled secret on again.' })
  enableSecret(@Input(() => EnableSecretInput) input: EnableSecretInput, @Ctx() context: Context) {
    return change(
      context,
      input,
      (key) => enableSecret(key, input),
      ({ secrets }) => ({ secret: withId(secrets, input.secretId) }),
    );
  }
}
