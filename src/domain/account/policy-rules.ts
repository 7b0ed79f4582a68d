/** The rules of a policy that a credential may break, by the codes with which a new one is refused. */
export type PolicyRule = 'KEYPAIRS_ONLY' | 'SECRET_EXPIRY_REQUIRED' | 'SECRET_LIFE_TOO_LONG' | 'SECRET_LIMIT_REACHED';
