import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { cancelBrownout } from '../../domain/rotation/cancel-brownout.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { secretPayloadOf } from '../vocabulary/payload.js';
import { change, withId } from '../vocabulary/run-command.js';

@InputType({ description: 'A brownout to take back.' })
export class CancelBrownoutInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.Id('The secret.') secretId!: string;
  @fields.Id('The brownout.') brownoutId!: string;
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

const Payload = secretPayloadOf('cancelBrownout');

@Resolver()
export class CancelBrownout {
  @Mutation(() => Payload, { description: 'Takes back a brownout; one that runs ends at once.' })
  cancelBrownout(@fields.Input(() => CancelBrownoutInput) input: CancelBrownoutInput, @Ctx() context: Context) {
    const now = context.now().toISOString();
    return change(
      context,
      input,
      (key) => cancelBrownout(key, { ...input, now }),
      ({ secrets }) => ({ secret: withId(secrets, input.secretId) }),
    );
  }
}
