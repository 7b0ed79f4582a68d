import { Field, InputType } from 'type-graphql';
import type { KeyFormat, ModulusLength } from '../../app/credentials/ports.js';
import type { Environment } from '../../domain/values/environment.js';
import * as fields from '../vocabulary/decorators.js';

@InputType({ description: 'A redirect URI to register with a save.' })
export class NewRedirectUri {
  @Field(() => String, { description: 'Stored as typed and compared character for character.' }) redirectUri!: string;
  @fields.In() environment!: Environment;
}

@InputType({ description: 'A secret to make with a save.' })
export class NewSecret {
  @fields.In() environment!: Environment;
  @fields.OptionalText('Its name for people; 1 to 100 characters.') label?: string | null;
  @fields.NotBefore() notBefore?: Date | null;
  @fields.ExpiresAt() expiresAt?: Date | null;
}

@InputType({ description: 'A keypair to generate with a save.' })
export class NewKeypair {
  @fields.In() environment!: Environment;
  @fields.OptionalText('Its name for people; 1 to 100 characters.') label?: string | null;
  @fields.ModulusLength() modulusLength!: ModulusLength;
  @fields.Format() format!: KeyFormat;
  @fields.ExpiresAt() expiresAt?: Date | null;
}
