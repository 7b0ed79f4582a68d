/** Most secrets of one key in one environment; revoked and expired ones do not count. Enough for a slow rotation with overlap. */
export const MAX_SECRETS = 10;

export const secretRefusals = {
  PUBLIC_CLIENT_HAS_NO_SECRET: 'A mobile app is a public client and gets no secret (RFC 6749 2.1).',
  SECRETS_EXIST: 'The key has secrets that may still count; revoke them before it is marked as a mobile app.',
  SECRET_NOT_FOUND: 'There is no such secret at this integrator key.',
  SECRET_REVOKED: 'The secret is revoked, for good.',
  SECRET_LIMIT_REACHED: `A key has at most ${MAX_SECRETS} secrets in an environment that are neither revoked nor expired, and fewer where the policy of its account says so; revoke one first.`,
} as const;
