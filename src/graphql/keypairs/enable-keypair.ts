import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { enableKeypair } from '../../domain/keypairs/enable-keypair.js';
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
import { keypairPayloadOf } from '../vocabulary/payload.js';

@InputType({ description: 'A keypair to switch on again.' })
export class EnableKeypairInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Id('The keypair.') keypairId!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = keypairPayloadOf('enableKeypair');

@Resolver()
export class EnableKeypair {
  @Mutation(() => Payload, { description: 'Switches a disabled keypair on again.' })
  enableKeypair(@Input(() => EnableKeypairInput) input: EnableKeypairInput, @Ctx() context: Context) {
    return change(
      context,
      input,
      (key) => enableKeypair(key, input),
      ({ keypairs }) => ({ keypair: withId(keypairs, input.keypairId) }),
    );
  }
}
