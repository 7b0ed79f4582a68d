import type { Expected } from '../../../../src/domain/assertions/claims/claim-check.js';

export const now = 1_780_000_000;
/** What the claims of these tests are held against. */
export const expected = {
  use: 'CLIENT_AUTHENTICATION',
  clientId: 'client',
  audience: 'https://as.example',
  now,
} satisfies Expected;
export const grant = { ...expected, use: 'GRANT' } satisfies Expected;
