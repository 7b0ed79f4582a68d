import { assertionFailures } from '../../domain/assertions/outcome.js';
import { inactivities } from '../../domain/credentials/why-inactive.js';

/** What can be verified, and how each of them can end: closed, so that metrics and traces hold no word of a caller. */
export const verificationResults = {
  client_secret: ['ACTIVE', ...inactivities, 'UNKNOWN'],
  private_key_jwt: ['ACTIVE', ...assertionFailures],
  grant: ['ACTIVE', ...assertionFailures],
  none: ['ACTIVE', 'UNKNOWN', 'CREDENTIALS_REQUIRED'],
  redirect_uri: ['ACTIVE', 'NONE'],
} as const;

export type VerificationKind = keyof typeof verificationResults;
export type VerificationResult<Kind extends VerificationKind = VerificationKind> =
  (typeof verificationResults)[Kind][number];

/** Is told how each verification has ended, whichever edge has asked. */
export type Verified = <Kind extends VerificationKind>(kind: Kind, result: VerificationResult<Kind>) => void;
