import type { ProposedChange } from '../../../src/domain/two-people/facts.js';
import type { Brownout } from '../../../src/domain/credentials/credential.js';
import type { Facts, KeyEvent } from '../../../src/domain/key/facts.js';
import type { GoLiveRequested } from '../../../src/domain/go-live/facts.js';
import type { KeypairAdded } from '../../../src/domain/keypairs/facts.js';
import type { SecretAdded } from '../../../src/domain/secrets/facts.js';

/** The moment at which tests decide. */
export const now = '2026-06-01T12:00:00.000Z';
export const before = '2026-06-01T11:59:59.999Z';
export const after = '2026-06-01T12:00:00.001Z';
export const nextYear = '2027-06-01T12:00:00.000Z';

const fact = <Type extends keyof Facts>(type: Type, data: Facts[Type]) => ({ type, data });

export const created = fact('KeyCreated', {
  account: 'acme',
  owner: 'ada',
  environment: 'DEMO',
  name: 'Contract Portal',
  description: null,
});
export const deleted = fact('KeyDeleted', {});
export const disabled = fact('KeyDisabled', {});
export const enabled = fact('KeyEnabled', {});
export const mobile = fact('MobileAppMarked', {});
export const notMobile = fact('MobileAppUnmarked', {});
export const renamed = (name: string) => fact('KeyRenamed', { name });
export const described = (description: string | null) => fact('KeyDescribed', { description });
export const linked = (privacyPolicyUrl: string | null, termsOfUseUrl: string | null) =>
  fact('PolicyLinksSet', { privacyPolicyUrl, termsOfUseUrl });
export const transferred = (from: string, to: string) => fact('OwnershipTransferred', { from, to });

export const aUri = (redirectUriId: string, redirectUri = `https://portal.example/${redirectUriId}`) =>
  ({ redirectUriId, environment: 'DEMO', redirectUri }) as const;
export const uriAdded = (...uri: Parameters<typeof aUri>) => fact('RedirectUriAdded', aUri(...uri));
export const uriRemoved = (...uri: Parameters<typeof aUri>) => fact('RedirectUriRemoved', aUri(...uri));

export const aSecret = (secretId: string, more: Partial<SecretAdded> = {}): SecretAdded => ({
  secretId,
  environment: 'DEMO',
  label: null,
  digest: `digest of ${secretId}`,
  digestScheme: 'hmac-sha256',
  pepperVersion: 1,
  pepperId: 'id of pepper 1',
  lastFour: 'wXyZ',
  notBefore: null,
  expiresAt: null,
  ...more,
});
export const secretAdded = (...secret: Parameters<typeof aSecret>) => fact('SecretAdded', aSecret(...secret));
export const secretDisabled = (secretId: string) => fact('SecretDisabled', { secretId, environment: 'DEMO' });
export const secretEnabled = (secretId: string) => fact('SecretEnabled', { secretId, environment: 'DEMO' });
export const secretRevoked = (secretId: string, by: 'possession' | 'secret-scanning' | null = null) =>
  fact('SecretRevoked', { secretId, environment: 'DEMO', by });

const endGiven = (retiresAt: string, replacedBy: string | null) =>
  ({ environment: 'DEMO', retiresAt, replacedBy, expiresAt: null }) as const;
const endTaken = (retiresAt: string) => ({ environment: 'DEMO', retiresAt, expiresAt: null }) as const;
export const secretRetired = (secretId: string, retiresAt = nextYear, replacedBy: string | null = null) =>
  fact('SecretRetirementScheduled', { secretId, ...endGiven(retiresAt, replacedBy) });
export const secretKept = (secretId: string, retiresAt = nextYear) =>
  fact('SecretRetirementCancelled', { secretId, ...endTaken(retiresAt) });
export const secretRelabelled = (secretId: string, label: string | null) =>
  fact('SecretRelabelled', { secretId, environment: 'DEMO', label });
const brownout: Brownout & { environment: 'DEMO' } = {
  environment: 'DEMO',
  brownoutId: 'b',
  from: '2026-06-02T12:00:00.000Z',
  to: '2026-06-02T13:00:00.000Z',
};
export const brownoutScheduled = (secretId: string, more: Partial<Brownout> = {}) =>
  fact('BrownoutScheduled', { secretId, ...brownout, ...more });
export const brownoutCancelled = (secretId: string, more: Partial<Brownout> = {}) =>
  fact('BrownoutCancelled', { secretId, ...brownout, ...more });

export const aKeypair = (keypairId: string, more: Partial<KeypairAdded> = {}): KeypairAdded => ({
  keypairId,
  environment: 'DEMO',
  label: null,
  kid: `kid of ${keypairId}`,
  fingerprint: `fingerprint of ${keypairId}`,
  modulusDigest: `modulus of ${keypairId}`,
  algorithm: 'RS256',
  modulusLength: 2048,
  publicKeyPem: `public key of ${keypairId}`,
  source: 'GENERATED',
  expiresAt: null,
  ...more,
});
export const keypairAdded = (...keypair: Parameters<typeof aKeypair>) => fact('KeypairAdded', aKeypair(...keypair));
export const keypairDisabled = (keypairId: string) => fact('KeypairDisabled', { keypairId, environment: 'DEMO' });
export const keypairEnabled = (keypairId: string) => fact('KeypairEnabled', { keypairId, environment: 'DEMO' });
export const keypairRevoked = (keypairId: string) => fact('KeypairRevoked', { keypairId, environment: 'DEMO' });
export const keypairRetired = (keypairId: string, retiresAt = nextYear, replacedBy: string | null = null) =>
  fact('KeypairRetirementScheduled', { keypairId, ...endGiven(retiresAt, replacedBy) });
export const keypairKept = (keypairId: string, retiresAt = nextYear) =>
  fact('KeypairRetirementCancelled', { keypairId, ...endTaken(retiresAt) });
export const keypairRelabelled = (keypairId: string, label: string | null) =>
  fact('KeypairRelabelled', { keypairId, environment: 'DEMO', label });

export const expiryApproaching = (
  credentialId: string,
  days = 7,
  kind: 'SECRET' | 'KEYPAIR' = 'SECRET',
  endsAt = nextYear,
) => fact('CredentialExpiryApproaching', { credentialId, kind, environment: 'DEMO', days, endsAt });

export const criteriaMet = [{ code: 'NAME_GIVEN', met: true, inputs: { name: 'Contract Portal' } }] as const;
export const requested = (requestId: string, more: Partial<GoLiveRequested> = {}, actorId = 'ada') => ({
  ...fact('GoLiveRequested', {
    requestId,
    revision: 0,
    classification: 'PUBLIC',
    note: null,
    rulesVersion: 1,
    criteria: criteriaMet,
    expiresAt: nextYear,
    supersedes: null,
    ...more,
  }),
  metadata: { actorId },
});
export const withdrawn = (requestId: string) => fact('GoLiveRequestWithdrawn', { requestId });
export const declined = (requestId: string) => fact('GoLiveDeclined', { requestId, reasons: ['Say what it does.'] });
export const approved = (requestId: string) =>
  fact('GoLiveApproved', {
    ...{ requestId, revision: 0, by: 'reviewer', note: null, rulesVersion: 1 },
    criteria: criteriaMet,
  });
export const suspended = fact('ProductionSuspended', { reason: 'A leak.' });
export const resumed = fact('ProductionResumed', {});

/** A change that changes nothing yet. */
export const noChange: ProposedChange = {
  ...{ removeRedirectUriIds: [], enableSecretIds: [], enableKeypairIds: [] },
  ...{ enableKey: false, resumeProduction: false },
  ...{ addRedirectUris: [], addSecrets: [], addKeypairs: [] },
};
export const proposed = (
  proposalId: string,
  more: Partial<Facts['ChangeProposed']> = {},
  actorId = 'ada',
): KeyEvent & { metadata: { actorId: string } } => ({
  ...fact('ChangeProposed', {
    proposalId,
    change: { ...noChange, name: 'New' },
    revision: 0,
    expiresAt: nextYear,
    ...more,
  }),
  metadata: { actorId },
});
export const changeApproved = (proposalId: string) => fact('ChangeApproved', { proposalId });
export const changeDeclined = (proposalId: string) => fact('ChangeDeclined', { proposalId, reasons: ['Too early.'] });
export const changeWithdrawn = (proposalId: string) => fact('ChangeWithdrawn', { proposalId });
/** An event as the application of a proposal. */
export const applying = (proposalId: string, event: KeyEvent) => ({ ...event, metadata: { proposalId } });

/** What makes a key live. */
export const live = [requested('request'), approved('request')];

/** As many facts as that, each with an id of its own. */
export const many = <Fact>(count: number, make: (id: string) => Fact): Fact[] =>
  Array.from({ length: count }, (_, index) => make(`n${index}`));
