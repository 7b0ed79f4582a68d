import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { revokeKeypair } from '../../domain/keypairs/revoke-keypair.js';
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

@InputType({ description: 'A keypair to revoke.' })
export class RevokeKeypairInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Id('The keypair.') keypairId!: string;
  @AllowLastUsable() allowLastUsable!: boolean;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = keypairPayloadOf('revokeKeypair');

@Resolver()
export class RevokeKeypair {
  @Mutation(() => Payload, { description: 'Revokes a keypair for good.' })
  revokeKeypair(@Input(() => RevokeKeypairInput) input: RevokeKeypairInput, @Ctx() context: Context) {
    const now = context.now().toISOString();
    return change(
      context,
      input,
      (key) => revokeKeypair(key, { ...input, now }),
      ({ keypairs }) => ({ keypair: withId(keypairs, input.keypairId) }),
    );
  }
}
