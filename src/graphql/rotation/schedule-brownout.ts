import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { iso } from '../../app/credentials/minting.js';
import { scheduleBrownout } from '../../domain/rotation/schedule-brownout.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { secretPayloadOf } from '../vocabulary/payload.js';
import { change, withId } from '../vocabulary/run-command.js';

@InputType({ description: 'A time in which a secret does not count.' })
export class ScheduleBrownoutInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.Id('The secret.') secretId!: string;
  @fields.BrownoutFrom() from?: Date | null;
  @fields.BrownoutTo() to!: Date;
  @fields.AllowLastUsable() allowLastUsable!: boolean;
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

const Payload = secretPayloadOf('scheduleBrownout');

@Resolver()
export class ScheduleBrownout {
  @Mutation(() => Payload, {
    description:
      'Lets a secret not count for some time, to see who still uses it: verification answers BROWNOUT, and the use records count it. It ends by itself.',
  })
  scheduleBrownout(@fields.Input(() => ScheduleBrownoutInput) input: ScheduleBrownoutInput, @Ctx() context: Context) {
    const now = context.now().toISOString();
    const brownoutId = context.mint.id();
    return change(
      context,
      input,
      (key) => scheduleBrownout(key, { ...input, brownoutId, from: iso(input.from), to: input.to.toISOString(), now }),
      ({ secrets }) => ({ secret: withId(secrets, input.secretId) }),
    );
  }
}
