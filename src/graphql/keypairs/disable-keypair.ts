import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { disableKeypair } from '../../domain/keypairs/disable-keypair.js';
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
import { keypairPayloadOf } from '../vocabulary/payload.js';

@InputType({ description: 'A keypair to switch off.' })
export class DisableKeypairInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Id('The keypair.') keypairId!: string;
  @AllowLastUsable() allowLastUsable!: boolean;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = keypairPayloadOf('disableKeypair');

@Resolver()
export class DisableKeypair {
  @Mutation(() => Payload, { description: 'Switches a keypair off until it is enabled again.' })
  disableKeypair(@Input(() => DisableKeypairInput) input: DisableKeypairInput, @Ctx() context: Context) {
    const now = context.now().toISOString();
    return change(
      context,
      input,
      (key) => disableKeypair(key, { ...input, now }),
      ({ keypairs }) => ({ keypair: withId(keypairs, input.keypairId) }),
    );
  }
}
