import type { Overlap } from '../rotation/retirement-end.js';
import type { Environment } from '../values/environment.js';

/** A secret to make when the change is applied: nothing of the secret itself. Times are ISO 8601 UTC. */
export interface SecretWish {
  environment: Environment;
  label: string | null;
  notBefore: string | null;
  expiresAt: string | null;
}

/** A keypair to generate when the change is applied: nothing of the keypair itself. */
export interface KeypairWish {
  environment: Environment;
  label: string | null;
  modulusLength: 2048 | 3072 | 4096;
  format: 'PKCS8' | 'PKCS1';
  expiresAt: string | null;
}

/** A credential to replace when the change is applied; the overlap counts from then on. Without `label` the new one has that of the old one. */
interface RotationWish extends Overlap {
  label?: string | null | undefined;
  expiresAt: string | null;
  allowLastUsable: boolean;
}

/** A secret to replace. Times are ISO 8601 UTC. */
export interface SecretRotationWish extends RotationWish {
  secretId: string;
  notBefore: string | null;
}

/** A keypair to replace by one that is generated. */
export interface KeypairRotationWish extends RotationWish, Pick<KeypairWish, 'modulusLength' | 'format'> {
  keypairId: string;
}

/** What `saveIntegratorKey` would do, as data. A field that is absent does not change; null takes away. */
export interface ProposedChange {
  name?: string | undefined;
  description?: string | null | undefined;
  privacyPolicyUrl?: string | null | undefined;
  termsOfUseUrl?: string | null | undefined;
  mobileApp?: boolean | undefined;
  removeRedirectUriIds: readonly string[];
  enableKey: boolean;
  enableSecretIds: readonly string[];
  enableKeypairIds: readonly string[];
  resumeProduction: boolean;
  rotateSecrets?: readonly SecretRotationWish[] | undefined;
  rotateKeypairs?: readonly KeypairRotationWish[] | undefined;
  addRedirectUris: readonly { environment: Environment; redirectUri: string }[];
  addSecrets: readonly SecretWish[];
  addKeypairs: readonly KeypairWish[];
}

interface OfProposal {
  proposalId: string;
}

/** Nothing says here that a change was applied: the events of it name their proposal in their metadata. */
export interface TwoPeopleFacts {
  ChangeProposed: OfProposal & {
    change: ProposedChange;
    /** The last revision at which the key was changed: the approval is of a change to that. */
    revision: number;
    /** ISO 8601 UTC. */
    expiresAt: string;
  };
  ChangeApproved: OfProposal;
  ChangeDeclined: OfProposal & { reasons: readonly string[] };
  /** By who proposed it. */
  ChangeWithdrawn: OfProposal;
}
