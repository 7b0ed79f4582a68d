import { Refusal, type FieldPath } from '../refusal/refusal.js';

/** The form of our own secrets (prefix, 43 characters, checksum), and the head of a private key in PEM. */
const secretMaterial = /kl_(?:demo|prod)_[0-9A-Za-z]{49}|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

export const holdsSecretMaterial = (text: string) => secretMaterial.test(text);

/** What is typed into a form is kept for ever, and a secret pasted into the wrong field would be too. */
export function noSecretMaterial(text: string, field: FieldPath): void {
  if (holdsSecretMaterial(text)) throw new Refusal('SECRET_MATERIAL', field);
}
