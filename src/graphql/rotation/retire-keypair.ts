import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { retireKeypair } from '../../domain/rotation/retire-keypair.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { keypairPayloadOf } from '../vocabulary/payload.js';
import { change, withId } from '../vocabulary/run-command.js';

@InputType({ description: 'A keypair to give an end.' })
export class RetireKeypairInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.Id('The keypair.') keypairId!: string;
  @fields.RetiresAt() at!: Date;
  @fields.AllowLastUsable() allowLastUsable!: boolean;
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

const Payload = keypairPayloadOf('retireKeypair');

@Resolver()
export class RetireKeypair {
  @Mutation(() => Payload, {
    description: 'Gives a keypair an end. It counts until then, and `cancelRetirement` takes it back.',
  })
  retireKeypair(@fields.Input(() => RetireKeypairInput) input: RetireKeypairInput, @Ctx() context: Context) {
    const now = context.now().toISOString();
    const at = input.at.toISOString();
    return change(
      context,
      input,
      (key) => retireKeypair(key, { ...input, at, now }),
      ({ keypairs }) => ({ keypair: withId(keypairs, input.keypairId) }),
    );
  }
}
