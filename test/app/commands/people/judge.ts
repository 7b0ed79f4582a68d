import { decode, decodeAccountEvent, isOfAccount } from '../../../../src/app/log/decode.js';
import type { StoredEvent } from '../../../../src/app/log/event-store.js';
import type { RecordedAccountEvent } from '../../../../src/domain/account/recorded.js';
import { evolve, noKey, type ExistingKey, type Key } from '../../../../src/domain/key/key.js';
import type { RecordedKeyEvent } from '../../../../src/domain/key/recorded.js';
import type { ProposedChange } from '../../../../src/domain/two-people/facts.js';

/** Said here once more, from the specification and not from the code. `key` is as it was before. */
function widens({ type, data }: RecordedKeyEvent, key: ExistingKey): boolean {
  if (['RedirectUriAdded', 'SecretAdded', 'SecretEnabled', 'KeypairAdded', 'KeypairEnabled'].includes(type))
    return (data as { environment: string }).environment === 'PRODUCTION';
  if (type === 'KeyEnabled' || type === 'ProductionResumed') return key.environments.includes('PRODUCTION');
  return type === 'MobileAppMarked' && key.redirectUris.some(({ environment }) => environment === 'PRODUCTION');
}

/** Is the event something that this change says? `before` has the credentials that it may replace. */
function isSaid(
  { type, data }: RecordedKeyEvent,
  change: ProposedChange,
  before: readonly RecordedKeyEvent[],
): boolean {
  const isIn = (id: string, environment: string) =>
    before.some(
      ({ data: made }) =>
        ('secretId' in made ? made.secretId : 'keypairId' in made ? made.keypairId : '') === id &&
        (made as { environment: string }).environment === environment,
    );
  switch (type) {
    case 'RedirectUriAdded':
      return change.addRedirectUris.some(
        ({ environment, redirectUri }) => environment === data.environment && redirectUri === data.redirectUri,
      );
    case 'SecretAdded':
      return (
        change.addSecrets.some(({ environment }) => environment === data.environment) ||
        (change.rotateSecrets ?? []).some(({ secretId }) => isIn(secretId, data.environment))
      );
    case 'KeypairAdded':
      return (
        change.addKeypairs.some(({ environment }) => environment === data.environment) ||
        (change.rotateKeypairs ?? []).some(({ keypairId }) => isIn(keypairId, data.environment))
      );
    case 'SecretEnabled':
      return change.enableSecretIds.includes(data.secretId);
    case 'KeypairEnabled':
      return change.enableKeypairIds.includes(data.keypairId);
    case 'KeyEnabled':
      return change.enableKey;
    case 'ProductionResumed':
      return change.resumeProduction;
    default:
      return type === 'MobileAppMarked' && change.mobileApp === true;
  }
}

const talks = /^(Change|GoLive)/;

/** What is wrong with how this event, which widens production, came about; `before` are the events of its key before its command. */
function faultOf(event: RecordedKeyEvent, before: readonly RecordedKeyEvent[]): string | undefined {
  const { proposalId, actorId, recordedAt } = event.metadata;
  if (proposalId === undefined) return 'by one person alone';
  const about = (type: RecordedKeyEvent['type']) =>
    before.find((other) => other.type === type && (other.data as { proposalId: string }).proposalId === proposalId);
  const [proposed, approved] = [about('ChangeProposed'), about('ChangeApproved')];
  if (proposed?.type !== 'ChangeProposed') return 'of no proposal';
  if (!approved) return 'not approved';
  if (about('ChangeDeclined') ?? about('ChangeWithdrawn')) return 'declined or withdrawn';
  if (before.some(({ metadata }) => metadata.proposalId === proposalId)) return 'applied twice';
  if (proposed.metadata.actorId !== actorId) return 'not by the proposer';
  if (approved.metadata.actorId === actorId) return 'approved by the same person';
  if ([recordedAt, approved.metadata.recordedAt].some((at) => at >= proposed.data.expiresAt)) return 'expired';
  if (before.slice(proposed.revision).some(({ type }) => !talks.test(type))) return 'stale';
  return isSaid(event, proposed.data.change, before) ? undefined : 'something else than was approved';
}

/** What is wrong with a policy that is looser than the one before: it takes an approval in its own command, by another than proposed it. */
function looseningFault(event: RecordedAccountEvent, before: readonly RecordedAccountEvent[]): string | undefined {
  const approved = before.at(-1);
  if (approved?.type !== 'AccountPolicyApproved' || approved.metadata.commandId !== event.metadata.commandId)
    return 'loosened alone';
  const id = approved.data.proposalId;
  const proposed = before.find(({ type, data }) => type === 'AccountPolicyProposed' && data.proposalId === id);
  return !proposed || proposed.metadata.actorId === event.metadata.actorId ? 'loosened by the same person' : undefined;
}

/** Goes through a log of one account with one key: what came about as four eyes do not allow it, and how much they have allowed. */
export function judged(log: readonly StoredEvent[]) {
  const faults: string[] = [];
  const passed: string[] = [];
  const key: RecordedKeyEvent[] = [];
  const account: RecordedAccountEvent[] = [];
  let takesTwo = false;
  let state: Key = noKey;
  for (const stored of log) {
    if (isOfAccount(stored)) {
      const event = decodeAccountEvent(stored);
      if (event.type === 'AccountPolicySet') {
        const next = event.data.productionChanges === 'FOUR_EYES';
        const fault = takesTwo && !next ? looseningFault(event, account) : undefined;
        if (fault) faults.push(fault);
        takesTwo = next;
      }
      account.push(event);
      continue;
    }
    const event = decode(stored);
    if (takesTwo && state.status !== 'NONE' && widens(event, state)) {
      const { commandId } = event.metadata;
      const fault = faultOf(
        event,
        key.slice(0, key.findLastIndex(({ metadata }) => metadata.commandId !== commandId) + 1),
      );
      if (fault) faults.push(`${event.type} ${fault}`);
      else passed.push(event.type);
    }
    state = evolve(state, event);
    key.push(event);
  }
  return { faults, passed };
}
