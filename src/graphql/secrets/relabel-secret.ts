import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { relabelSecret } from '../../domain/secrets/relabel-secret.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { secretPayloadOf } from '../vocabulary/payload.js';
import { change, withId } from '../vocabulary/run-command.js';

@InputType({ description: 'Another name for a secret.' })
export class RelabelSecretInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.Id('The secret.') secretId!: string;
  @fields.NewLabel() label?: string | null;
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

const Payload = secretPayloadOf('relabelSecret');

@Resolver()
export class RelabelSecret {
  @Mutation(() => Payload, { description: 'Gives a secret another name for people, also one that has ended.' })
  relabelSecret(@fields.Input(() => RelabelSecretInput) input: RelabelSecretInput, @Ctx() context: Context) {
    const { secretId, label = null } = input;
    return change(
      context,
      input,
      (key) => relabelSecret(key, { secretId, label }),
      ({ secrets }) => ({ secret: withId(secrets, input.secretId) }),
    );
  }
}
