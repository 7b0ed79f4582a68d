import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { enableIntegratorKey } from '../../domain/life/enable-integrator-key.js';
import { change } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import { DryRun, ExpectedRevision, IdempotencyKey, Input, IntegratorKeyId, Reason } from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';

@InputType({ description: 'A key to switch on again.' })
export class EnableIntegratorKeyInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('enableIntegratorKey');

@Resolver()
export class EnableIntegratorKey {
  @Mutation(() => Payload, { description: 'Switches a disabled key on again.' })
  enableIntegratorKey(@Input(() => EnableIntegratorKeyInput) input: EnableIntegratorKeyInput, @Ctx() context: Context) {
    return change(context, input, (key) => enableIntegratorKey(key));
  }
}
