import { Field, ObjectType } from 'type-graphql';
import type { Shown } from '../../../projections/key-details/shown-credentials.js';
import type { KeypairDetails, SecretDetails } from '../../../projections/key-details/row.js';
import { Keypair, Secret } from '../vocabulary/credentials.js';

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
