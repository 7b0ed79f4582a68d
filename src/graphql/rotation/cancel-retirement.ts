import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { cancelRetirement } from '../../domain/rotation/cancel-retirement.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';
import { change } from '../vocabulary/run-command.js';

@InputType({ description: 'A retiring secret or keypair to keep.' })
export class CancelRetirementInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.Id('The secret or the keypair.') credentialId!: string;
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('cancelRetirement');

@Resolver()
export class CancelRetirement {
  @Mutation(() => Payload, { description: 'Gives a retiring secret or keypair back the end that it had before.' })
  cancelRetirement(@fields.Input(() => CancelRetirementInput) input: CancelRetirementInput, @Ctx() context: Context) {
    const now = context.now().toISOString();
    return change(context, input, (key) => cancelRetirement(key, { ...input, now }));
  }
}
