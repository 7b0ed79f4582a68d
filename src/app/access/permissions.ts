import type { Role } from './actor.js';

/**
 * To whose keys a role may do something, the narrowest first: of several roles the one that reaches furthest counts. `none` and `the account itself`: it is not about keys. `requested` and `requested of
 * every account` are about the keys that have ever had a request to go live; the former is the account's for a reviewer who
 * is bound to one.
 */
export const widths = [
  'none',
  'the account itself',
  'own',
  'of the account',
  'requested',
  'requested of every account',
  'of every account',
  'the whole log',
] as const;
export type Whose = (typeof widths)[number];
export type Permission = Partial<Record<Role, Whose>>;

const everybody = {
  ADMINISTRATOR: 'none',
  DEVELOPER: 'none',
  REVIEWER: 'none',
  AUDITOR: 'none',
  AUTHORIZATION_SERVER: 'none',
} as const satisfies Permission;
const readers = {
  ADMINISTRATOR: 'of the account',
  DEVELOPER: 'own',
  REVIEWER: 'requested',
  AUDITOR: 'of the account',
} as const satisfies Permission;
/** Whoever may look into the past of keys: a reviewer judges what is. */
const auditors = {
  ADMINISTRATOR: 'of the account',
  DEVELOPER: 'own',
  AUDITOR: 'of the account',
} as const satisfies Permission;
const writers = { ADMINISTRATOR: 'of the account', DEVELOPER: 'own' } as const satisfies Permission;
/** Whoever may stop production: a reviewer only of the platform, who is bound to no account. */
const stoppers = {
  ADMINISTRATOR: 'of the account',
  REVIEWER: 'requested of every account',
} as const satisfies Permission;
const governs = { ADMINISTRATOR: 'the account itself' } as const satisfies Permission;
const checkers = {
  ADMINISTRATOR: 'of the account',
  AUTHORIZATION_SERVER: 'of every account', // of one, if its token names it
} as const satisfies Permission;

/** Who may do what to whose keys: verb -> role -> whose. These verbs are the root fields of GraphQL, and other edges ask some of them. */
export const graphqlPermissions = {
  viewer: everybody,
  integratorKey: readers,
  integratorKeys: readers,
  expiringCredentials: readers,
  keyEvents: readers,
  goLiveRequests: readers,
  changeProposals: readers,
  validity: auditors,
  wasValid: auditors,
  validDuring: auditors,
  auditLog: auditors,
  keyDiff: auditors,
  environmentDiff: auditors,
  findCredential: { ADMINISTRATOR: 'of the account', AUDITOR: 'of every account' }, // of one, if its token names it
  policyViolations: auditors,
  accountPolicy: {
    ...governs,
    DEVELOPER: 'the account itself',
    REVIEWER: 'the account itself',
    AUDITOR: 'the account itself',
  },
  webhooks: { ...governs, AUDITOR: 'the account itself' },
  checkRedirectUri: { ...checkers, DEVELOPER: 'own' },
  verifyClientSecret: checkers,

  createIntegratorKey: writers,
  renameIntegratorKey: writers,
  describeIntegratorKey: writers,
  setPolicyLinks: writers,
  markMobileApp: writers,
  unmarkMobileApp: writers,
  disableIntegratorKey: writers,
  enableIntegratorKey: writers,
  deleteIntegratorKey: writers,
  transferOwnership: writers,
  addRedirectUri: writers,
  removeRedirectUri: writers,
  addSecret: writers,
  disableSecret: writers,
  enableSecret: writers,
  revokeSecret: writers,
  relabelSecret: writers,
  addKeypair: writers,
  uploadPublicKey: writers,
  disableKeypair: writers,
  enableKeypair: writers,
  revokeKeypair: writers,
  relabelKeypair: writers,
  rotateSecret: writers,
  retireSecret: writers,
  rotateKeypair: writers,
  retireKeypair: writers,
  cancelRetirement: writers,
  scheduleBrownout: writers,
  cancelBrownout: writers,
  saveIntegratorKey: writers,
  requestGoLive: writers,
  withdrawGoLiveRequest: writers,
  approveGoLive: { REVIEWER: 'requested' },
  declineGoLive: { REVIEWER: 'requested' },
  suspendProduction: stoppers,
  resumeProduction: stoppers,
  proposeChange: writers,
  approveChange: writers, // the owner, if it is a developer: never who has proposed it
  declineChange: writers,
  applyChange: writers,
  withdrawChange: writers,

  setAccountPolicy: governs,
  proposeAccountPolicy: governs,
  approveAccountPolicy: governs,
  declineAccountPolicy: governs,
  addWebhook: governs,
  rotateWebhookSecret: governs,
  pauseWebhook: governs,
  resumeWebhook: governs,
  removeWebhook: governs,
} as const satisfies Record<string, Permission>;

/** Verbs of `/v1`: for authorization servers, and administrators who try what these are told. */
export const v1Permissions = {
  describeClient: checkers,
  checkClientRedirectUri: checkers, // by another name than GraphQL's, which developers may ask about own keys
  authenticateClient: checkers,
  verifyGrant: checkers,
  followClientChanges: checkers,
} as const satisfies Record<string, Permission>;

const watchers = { ADMINISTRATOR: 'none', AUDITOR: 'none' } as const satisfies Permission;

/** Verbs of `/audit`: hashes for whoever watches the log, entries for an auditor who is bound to no account, events for whoever reads the audit log. */
export const auditPermissions = {
  readCheckpoint: watchers,
  cosignCheckpoint: watchers, // what counts is the signature
  readTile: watchers,
  readEntries: { AUDITOR: 'the whole log' },
  proveInclusion: { ADMINISTRATOR: 'of the account', AUDITOR: 'of every account' }, // of one, if its token names it
  proveConsistency: watchers,
  followAuditEvents: { ADMINISTRATOR: 'of the account', AUDITOR: 'of every account' }, // of one, if its token names it
} as const satisfies Record<string, Permission>;

export const permissions = { ...graphqlPermissions, ...v1Permissions, ...auditPermissions };

export type Verb = keyof typeof permissions;
export type GraphqlVerb = keyof typeof graphqlPermissions;
export type V1Verb = keyof typeof v1Permissions;
export type AuditVerb = keyof typeof auditPermissions;
