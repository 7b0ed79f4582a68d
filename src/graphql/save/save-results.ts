import { Field, ObjectType } from 'type-graphql';
import type { Shown } from '../../../projections/key-details/shown-credentials.js';
import type { KeyDetails, KeypairDetails, SecretDetails } from '../../../projections/key-details/row.js';
import { Keypair, Secret } from '../vocabulary/credentials.js';
import * as fields from '../vocabulary/decorators.js';
import type { PlannedEvent } from '../vocabulary/planned-event.js';
import type { UserError } from '../vocabulary/user-error.js';

@ObjectType({ description: 'A new secret, with the plain text that is shown once.', simpleResolvers: true })
export class CreatedSecret {
  @Field(() => Secret, { description: 'The new secret.' }) secret!: Shown<SecretDetails>;
  @Field(() => String, { description: 'The secret itself. It is not stored and never shown again: keep it now.' })
  plainText!: string;
}

@ObjectType({ description: 'A new keypair, with the private key that is shown once.', simpleResolvers: true })
export class CreatedKeypair {
  @Field(() => Keypair, { description: 'The new keypair.' }) keypair!: Shown<KeypairDetails>;
  @Field(() => String, { description: 'The private key. It is not stored and never shown again: keep it now.' })
  privateKeyPem!: string;
  @Field(() => String, { description: 'The public key.' }) publicKeyPem!: string;
}

/** The payload of a mutation that does a whole change, with what is shown once. */
export function savePayloadOf(mutation: string) {
  const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Payload`;
  @ObjectType(name, {
    description: `The answer of ${mutation}, with the plain texts and private keys that are shown once.`,
    simpleResolvers: true,
  })
  class SavePayload {
    @fields.ChangedKey() integratorKey?: KeyDetails | null;
    @Field(() => [CreatedSecret], {
      nullable: true,
      description: 'The secrets that were made, those of `rotateSecrets` first, then those of `addSecrets`.',
    })
    secrets?: CreatedSecret[] | null;
    @Field(() => [CreatedKeypair], {
      nullable: true,
      description: 'The keypairs that were made, those of `rotateKeypairs` first, then those of `addKeypairs`.',
    })
    keypairs?: CreatedKeypair[] | null;
    @fields.UserErrors() userErrors!: UserError[];
    @fields.WrittenAt() position?: string | null;
    @fields.PlannedEvents() plannedEvents?: PlannedEvent[] | null;
  }
  return SavePayload;
}
