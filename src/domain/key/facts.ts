/**
 * The facts of a key's life. The type name is what the store keeps; a shape is frozen once released
 * (a new shape is a new version with an upcaster, a new meaning is a new event).
 */
export type Environment = 'DEMO' | 'PRODUCTION';
export type SourceOfKeypair = 'GENERATED' | 'UPLOADED';

interface Credential {
  environment: Environment;
  label: string | null;
  /** ISO 8601 UTC; null means for ever. */
  expiresAt: string | null;
}

export interface SecretAdded extends Credential {
  secretId: string;
  /** base64url of the digest; the plain text is never here. */
  digest: string;
  digestScheme: 'hmac-sha256';
  /** Which pepper made the digest, so that peppers rotate without re-issuing secrets. */
  pepperVersion: number;
  /**
   * The identity of that pepper, whichever one its version may come to mean: 8 bytes, base64url, of
   * HMAC-SHA-256(pepper, 'keyledger pepper id'). Never reveals the pepper.
   */
  pepperId: string;
  lastFour: string;
  notBefore: string | null;
}

export interface KeypairAdded extends Credential {
  keypairId: string;
  /** JWK thumbprint, RFC 7638, base64url. */
  kid: string;
  /** SHA-256 of the DER SubjectPublicKeyInfo, base64. */
  fingerprint: string;
  /** SHA-256 of the modulus, base64url: one modulus under two exponents is still one key. */
  modulusDigest: string;
  /** JWS algorithm, RFC 7518 3.1. */
  algorithm: 'RS256';
  modulusLength: number;
  /** SubjectPublicKeyInfo, PEM. */
  publicKeyPem: string;
  source: SourceOfKeypair;
}

interface OfSecret {
  secretId: string;
  environment: Environment;
}
interface OfKeypair {
  keypairId: string;
  environment: Environment;
}
interface OfRedirectUri {
  redirectUriId: string;
  environment: Environment;
  redirectUri: string;
}
type Nothing = Record<never, never>;

/** Event type -> shape of its data. */
export interface Facts {
  KeyCreated: { account: string; owner: string; environment: Environment; name: string; description: string | null };
  KeyRenamed: { name: string };
  KeyDescribed: { description: string | null };
  PolicyLinksSet: { privacyPolicyUrl: string | null; termsOfUseUrl: string | null };
  MobileAppMarked: Nothing;
  MobileAppUnmarked: Nothing;
  RedirectUriAdded: OfRedirectUri;
  RedirectUriRemoved: OfRedirectUri;
  SecretAdded: SecretAdded;
  SecretDisabled: OfSecret;
  SecretEnabled: OfSecret;
  SecretRevoked: OfSecret;
  KeypairAdded: KeypairAdded;
  KeypairDisabled: OfKeypair;
  KeypairEnabled: OfKeypair;
  KeypairRevoked: OfKeypair;
  KeyDisabled: Nothing;
  KeyEnabled: Nothing;
  KeyDeleted: Nothing;
  OwnershipTransferred: { from: string; to: string };
}

export type KeyEventType = keyof Facts;
export type KeyEvent = { [Type in KeyEventType]: { type: Type; data: Facts[Type] } }[KeyEventType];
