import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A peppers file as production wants it, beside the data directory and not inside. */
export function peppersIn(directory: string, mode = 0o600): string {
  const file = join(directory, 'peppers.json');
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, JSON.stringify({ current: 1, peppers: { 1: Buffer.alloc(32, 7).toString('base64') } }), { mode });
  return file;
}

/** The variables that production needs, and no more. */
export const production = (peppersFile: string, jwksUrl = 'https://login.acme.example/jwks') => ({
  KEYLEDGER_MODE: 'production',
  KEYLEDGER_PEPPERS_FILE: peppersFile,
  KEYLEDGER_AUTH_ISSUER: 'https://login.acme.example',
  KEYLEDGER_AUTH_AUDIENCE: 'keyledger',
  KEYLEDGER_AUTH_JWKS_URL: jwksUrl,
});
