import { Refusal, type FieldPath } from '../refusal/refusal.js';

/** The form of Keyledger's secrets (prefix, 43 characters, checksum), and the first line of a private key in PEM. */
const secretMaterial = /kl_(?:demo|prod)_[0-9A-Za-z]{49}|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

export const holdsSecretMaterial = (text: string) => secretMaterial.test(text);

/** Refuses text that contains a secret: the log keeps every text for ever, also a secret pasted into the wrong field. */
export function noSecretMaterial(text: string, field: FieldPath): void {
  if (holdsSecretMaterial(text)) throw new Refusal('SECRET_MATERIAL', field);
}
