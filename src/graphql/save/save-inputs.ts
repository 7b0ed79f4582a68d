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

@InputType({ description: 'A secret to replace with a save, as `rotateSecret` does.' })
export class SecretRotation {
  @fields.Id('The old secret.') secretId!: string;
  @fields.Overlap() overlap?: string | null;
  @fields.RetiresAtInstead() retiresAt?: Date | null;
  @fields.LabelOfNew() label?: string | null;
  @fields.NotBefore() notBefore?: Date | null;
  @fields.ExpiresAt() expiresAt?: Date | null;
  @fields.AllowLastUsable() allowLastUsable!: boolean;
}

@InputType({ description: 'A keypair to replace by a new one with a save, as `rotateKeypair` does.' })
export class KeypairRotation {
  @fields.Id('The old keypair.') keypairId!: string;
  @fields.Overlap() overlap?: string | null;
  @fields.RetiresAtInstead() retiresAt?: Date | null;
  @fields.LabelOfNew() label?: string | null;
  @fields.ModulusLength() modulusLength!: ModulusLength;
  @fields.Format() format!: KeyFormat;
  @fields.ExpiresAt() expiresAt?: Date | null;
  @fields.AllowLastUsable() allowLastUsable!: boolean;
}

@InputType({ description: 'A keypair to generate with a save.' })
export class NewKeypair {
  @fields.In() environment!: Environment;
  @fields.OptionalText('Its name for people; 1 to 100 characters.') label?: string | null;
  @fields.ModulusLength() modulusLength!: ModulusLength;
  @fields.Format() format!: KeyFormat;
  @fields.ExpiresAt() expiresAt?: Date | null;
}
