/**
 * The curve of the keys of each JWS algorithm (RFC 7518 3.1, RFC 8037 3.1), as a JWK names it in `crv`; RSA has none. EdDSA would
 * permit Ed448 too: here it means Ed25519.
 */
const curves = { RS256: null, PS256: null, ES256: 'P-256', EdDSA: 'Ed25519' } as const;

export type KeypairAlgorithm = keyof typeof curves;
export type Curve = NonNullable<(typeof curves)[KeypairAlgorithm]>;

export const curveOf = (algorithm: KeypairAlgorithm): Curve | null => curves[algorithm];
