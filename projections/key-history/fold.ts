import type { JudgedCriterion } from '../../src/domain/go-live/criteria/judged-criterion.js';
import { environmentOf } from '../../src/domain/audit/environment-of.js';
import type { KeyEventType } from '../../src/domain/key/facts.js';
import type { ProposedChange } from '../../src/domain/two-people/facts.js';
import type { Environment } from '../../src/domain/values/environment.js';
import type { ActorKind, RecordedKeyEvent } from '../../src/domain/key/recorded.js';

export interface HistoryEntry {
  id: string;
  integratorKeyId: string;
  account: string;
  type: KeyEventType;
  revision: number;
  position: string;
  recordedAt: string;
  actor: { id: string; kind: ActorKind };
  reason: string | null;
  sourceIp: string | null;
  userAgent: string | null;
  correlationId: string;
  commandId: string;
  /** The proposal that the event is the application of. */
  proposalId: string | null;
  /** The one that the event concerns; null when it concerns the whole key. */
  environment: Environment | null;
  /** The values of the event that are in `shown`. */
  details: readonly { name: string; value: string | null }[];
}

/** Fields of an event that people see. A list of the public fields, so that a new field stays private until it is added. */
const shown: ReadonlySet<string> = new Set([
  ...['account', 'owner', 'environment', 'name', 'description', 'privacyPolicyUrl', 'termsOfUseUrl', 'from', 'to'],
  ...['redirectUriId', 'redirectUri', 'secretId', 'lastFour', 'label', 'notBefore', 'expiresAt'],
  ...['retiresAt', 'replacedBy', 'brownoutId', 'credentialId', 'kind', 'days', 'endsAt'],
  ...['keypairId', 'kid', 'fingerprint', 'algorithm', 'modulusLength', 'source'],
  ...[
    'requestId',
    'revision',
    'classification',
    'note',
    'rulesVersion',
    'criteria',
    'supersedes',
    'by',
    'reasons',
    'reason',
    'proposalId',
    'change',
  ],
]);

type Value = string | number | null | JudgedCriterion | ProposedChange;

/** What a criterion was judged on is in the request; here is how it came out. A proposed change is shown as JSON. */
function textOf(value: NonNullable<Value>): string {
  if (typeof value !== 'object') return String(value);
  return 'code' in value ? `${value.code} ${value.met ? 'met' : 'not met'}` : JSON.stringify(value);
}

export function foldKeyHistory(_: HistoryEntry | undefined, event: RecordedKeyEvent): HistoryEntry {
  const { id, keyId, type, revision, position, metadata, data } = event;
  const { account, recordedAt, actorId, actorKind, reason, sourceIp, userAgent, $correlationId, commandId } = metadata;
  const { proposalId = null } = metadata;
  const details = Object.entries(data)
    .filter(([name]) => shown.has(name))
    .flatMap(([name, value]: [string, Value | readonly Value[]]) =>
      [value].flat().map((one: Value) => ({ name, value: one === null ? null : textOf(one) })),
    );
  const circumstances = { reason, sourceIp, userAgent, correlationId: $correlationId, commandId, proposalId };
  return {
    id,
    integratorKeyId: keyId,
    account,
    type,
    revision,
    position,
    recordedAt,
    actor: { id: actorId, kind: actorKind },
    ...circumstances,
    environment: environmentOf(type, details),
    details,
  };
}
