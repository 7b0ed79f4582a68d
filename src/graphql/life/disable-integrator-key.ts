import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { disableIntegratorKey } from '../../domain/life/disable-integrator-key.js';
import { change } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import { DryRun, ExpectedRevision, IdempotencyKey, Input, IntegratorKeyId, Reason } from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';

@InputType({ description: 'A key to switch off.' })
export class DisableIntegratorKeyInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('disableIntegratorKey');

@Resolver()
export class DisableIntegratorKey {
  @Mutation(() => Payload, {
    description: 'Switches a key off until it is enabled again: no redirect URI matches, no secret is valid.',
  })
  disableIntegratorKey(
    @Input(() => DisableIntegratorKeyInput) input: DisableIntegratorKeyInput,
    @Ctx() context: Context,
  ) {
    return change(context, input, (key) => disableIntegratorKey(key));
  }
}
