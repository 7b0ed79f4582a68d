import type { AddSecret } from '../../domain/secrets/add-secret.js';
import type { Environment } from '../../domain/values/environment.js';
import type { KeyFormat, Mint, ModulusLength } from './ports.js';

interface Minting {
  mint: Mint;
  now: () => Date;
}

/** ISO 8601 UTC with milliseconds: times of this form compare as text. */
export const iso = (date: Date | null | undefined): string | null => date?.toISOString() ?? null;

interface SecretInput {
  environment: Environment;
  label?: string | null;
  notBefore?: Date | null;
  expiresAt?: Date | null;
}

/** A new secret: the input of the decider, and separately the plain text for the answer. */
export function mintSecret({ mint, now }: Minting, input: SecretInput): { secret: AddSecret; plainText: string } {
  const { environment, label = null } = input;
  const { plainText, ...digested } = mint.secret(environment);
  const dates = { notBefore: iso(input.notBefore), expiresAt: iso(input.expiresAt), now: now().toISOString() };
  return { secret: { secretId: mint.id(), environment, label, ...digested, ...dates }, plainText };
}

interface KeypairInput {
  expiresAt?: Date | null;
  modulusLength: ModulusLength;
  format: KeyFormat;
}

/**
 * The fields of a keypair that the rules check, with its id, but for environment and label, which one that replaces another has of it.
 * Generates no pair yet: that takes a second of processor time.
 */
export function planKeypair({ mint, now }: Minting, input: Pick<KeypairInput, 'expiresAt' | 'modulusLength'>) {
  const unmade = { kid: '', fingerprint: '', modulusDigest: '', publicKeyPem: '', algorithm: 'RS256' } as const;
  const dates = { expiresAt: iso(input.expiresAt), now: now().toISOString() };
  const { modulusLength } = input;
  return { keypairId: mint.id(), source: 'GENERATED', modulusLength, ...unmade, ...dates } as const;
}

/** Generates the planned keypair: the input of the decider, and separately the PEM texts for the answer. */
export async function mintKeypair<Planned extends object>(
  { mint }: Minting,
  planned: Planned,
  input: Pick<KeypairInput, 'modulusLength' | 'format'>,
) {
  const { shown, publicExponent: _, ...publicKey } = await mint.keypair(input.modulusLength, input.format);
  return { keypair: { ...planned, ...publicKey }, shown };
}
