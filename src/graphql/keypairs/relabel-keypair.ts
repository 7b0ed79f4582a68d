import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { relabelKeypair } from '../../domain/keypairs/relabel-keypair.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { keypairPayloadOf } from '../vocabulary/payload.js';
import { change, withId } from '../vocabulary/run-command.js';

@InputType({ description: 'Another name for a keypair.' })
export class RelabelKeypairInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.Id('The keypair.') keypairId!: string;
  @fields.NewLabel() label?: string | null;
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

const Payload = keypairPayloadOf('relabelKeypair');

@Resolver()
export class RelabelKeypair {
  @Mutation(() => Payload, { description: 'Gives a keypair another name for people, also one that has ended.' })
  relabelKeypair(@fields.Input(() => RelabelKeypairInput) input: RelabelKeypairInput, @Ctx() context: Context) {
    const { keypairId, label = null } = input;
    return change(
      context,
      input,
      (key) => relabelKeypair(key, { keypairId, label }),
      ({ keypairs }) => ({ keypair: withId(keypairs, input.keypairId) }),
    );
  }
}
