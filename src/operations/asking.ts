import type { Verb } from '../app/access/permissions.js';
import type { Outcome } from '../app/access/enter.js';
import type { Caller, Session } from '../app/access/session.js';
import type { Handle } from '../app/commands/handle.js';
import type { Idempotently } from '../app/commands/idempotency/idempotently.js';
import type { Planner } from '../app/commands/plan.js';
import type { Mint, SecretVerifier, SignatureVerifier, WrittenPublicKey } from '../app/credentials/ports.js';
import type { Leaked } from '../app/credentials/leaked.js';
import type { UsedTokenIds } from '../app/credentials/used-token-ids.js';
import type { Verified } from '../app/credentials/verification-results.js';
import type { Logger } from '../app/errors/logger.js';
import type { RecordedKeyEvent } from '../domain/key/recorded.js';
import type { RecordedAccountEvent } from '../domain/account/recorded.js';
import type { WebhookSecrets } from '../app/webhooks/ports.js';
import type { PolicyDefaults } from '../domain/account/effective-policy.js';
import type { GoLiveRules } from '../domain/go-live/go-live-rules.js';
import type { RetirementLimits } from '../domain/usage/observations.js';
import type { RedirectUriPolicy } from '../domain/redirect-uris/redirect-uri-policy.js';
import type { Position, StoredEvent } from '../app/log/event-store.js';
import type { ReadersRecorder } from '../app/readers/recorder.js';
import type { ReadersStore } from '../app/readers/readers-store.js';
import type { Checkpoints } from '../app/proof/keep-checkpoints.js';
import type { UsageRecorder } from '../app/usage/recorder.js';
import type { UsageStore } from '../app/usage/usage-store.js';
import type { Projector } from '../app/views/projector.js';
import type { ReadYourWrites } from '../app/views/read-your-writes.js';
import type { Staleness } from '../app/views/staleness.js';
import type { WorkerState } from '../app/worker/worker-state.js';
import type { ViewDatabase } from '../app/views/views.js';

/** The services that the edges of the server use. */
export interface Services {
  handle: Pick<Handle, 'create' | 'change' | 'rehearse' | 'keyNow' | 'changeAccount'>;
  idempotently: Idempotently;
  plan: Planner;
  /** Events of a key, oldest first: from the log, so as of now. */
  keyHistory: (keyId: string) => Promise<RecordedKeyEvent[]>;
  /** Events of an account, oldest first: from the log, so as of now. */
  accountHistory: (account: string) => Promise<RecordedAccountEvent[]>;
  mint: Mint;
  webhookSecrets: WebhookSecrets;
  verifier: SecretVerifier;
  signatures: SignatureVerifier;
  usedTokenIds: UsedTokenIds;
  parsePublicKey: (text: string) => WrittenPublicKey;
  /** Members of the JWK of a public key in PEM (RFC 7517 4), without id and use. */
  jwkOf: (publicKeyPem: string) => object;
  /** Which redirect URIs are taken, and how they are matched, as the server is configured. */
  redirectUriPolicy: RedirectUriPolicy;
  /** How going live is decided, as the server is configured. */
  goLiveRules: GoLiveRules;
  /** What counts for accounts that have set nothing, as the server is configured. */
  policyDefaults: PolicyDefaults;
  /** Which URLs webhooks may have, as the server is configured. */
  webhookRules: { httpToo: boolean };
  /** When a credential is safe to retire, as the server is configured. */
  retirementLimits: RetirementLimits;
  views: ViewDatabase;
  projector: Projector;
  reads: ReadYourWrites;
  /** The log after a position, or from its beginning. */
  readLog: (after: Position | undefined) => AsyncIterable<StoredEvent[]>;
  /** Any position of the log: tells which log it is. */
  origin: () => Promise<Position>;
  /** Position of the newest event of the log. */
  head: () => Promise<Position>;
  staleness: Staleness;
  /** Milliseconds: a server that has been cut off from its log for longer answers nothing about clients. */
  maxStaleMs: number;
  /** The use of credentials; what is found was written at most 15 s ago, what is noted is written later. */
  usage: Pick<UsageRecorder, 'note' | 'flush'> & Pick<UsageStore, 'find' | 'usedSince' | 'presence'>;
  /** Who reads the history of other people's keys; what is noted is written later. */
  readers: Pick<ReadersRecorder, 'note' | 'flush'> & Pick<ReadersStore, 'readsOf'>;
  /** Null where nothing is signed. */
  checkpoints: Checkpoints | null;
  /** How far the worker has come: what is shown of its deliveries. */
  workerState: Pick<WorkerState, 'read'>;
  now: () => Date;
  log: Logger;
  /** Counts one use of a verb, by its outcome. */
  measure: (verb: Verb, outcome: Outcome, error?: unknown) => void;
  /** Counts one verification that has ended. */
  verified: Verified;
  /** Counts one secret that has leaked. */
  leaked: Leaked;
}

/** The services for one caller that `enter` has authorized. */
export interface Asking extends Services {
  caller: Session & Caller;
  /** Is told how far the view was when a client was read in it: the answer lacks nothing up to there. */
  onRead?: ((position: Position | undefined) => void) | undefined;
}
