import { evolve as evolveAccount, newAccount } from '../../../domain/account/account.js';
import type { AccountEventType } from '../../../domain/account/facts.js';
import type { RecordedAccountEvent } from '../../../domain/account/recorded.js';
import type { KeyEvent, KeyEventType } from '../../../domain/key/facts.js';
import { evolve, noKey, type Key } from '../../../domain/key/key.js';
import type { Entry } from '../entry.js';
import {
  accountOfState,
  keyOfState,
  stateOfAccount,
  stateOfKey,
  type AccountState,
  type KeyState,
} from './bundle-state.js';
import { require } from './bundle-wrong.js';
import { isKeyStream } from './manifest.js';

/** The state after the events, from the state before them, and whether it is of a key. */
export type State = Readonly<Record<string, unknown>>;

/** What each event that changes the state says of it. Nothing else of its data gets to the fold. */
const told: Partial<Record<KeyEventType | AccountEventType, readonly string[]>> = {
  KeyCreated: ['account', 'owner', 'name', 'description', 'environment'],
  OwnershipTransferred: ['to'],
  KeyRenamed: ['name'],
  KeyDescribed: ['description'],
  PolicyLinksSet: ['privacyPolicyUrl', 'termsOfUseUrl'],
  MobileAppMarked: [],
  MobileAppUnmarked: [],
  KeyDisabled: [],
  KeyEnabled: [],
  KeyDeleted: [],
  GoLiveApproved: [],
  ProductionSuspended: [],
  ProductionResumed: [],
  RedirectUriAdded: ['redirectUriId', 'environment', 'redirectUri'],
  RedirectUriRemoved: ['redirectUriId'],
  SecretAdded: ['secretId', 'environment', 'expiresAt', 'notBefore'],
  SecretDisabled: ['secretId'],
  SecretEnabled: ['secretId'],
  SecretRevoked: ['secretId'],
  SecretRetirementScheduled: ['secretId', 'retiresAt'],
  SecretRetirementCancelled: ['secretId', 'expiresAt'],
  KeypairAdded: ['keypairId', 'environment', 'expiresAt', 'fingerprint', 'kid'],
  KeypairDisabled: ['keypairId'],
  KeypairEnabled: ['keypairId'],
  KeypairRevoked: ['keypairId'],
  KeypairRetirementScheduled: ['keypairId', 'retiresAt'],
  KeypairRetirementCancelled: ['keypairId', 'expiresAt'],
  AccountPolicySet: ['productionChanges'],
};
const suspends: Partial<Record<string, boolean>> = { ProductionSuspended: true, ProductionResumed: false };
const parts = [
  { ofType: /^RedirectUri/, list: 'redirectUris', idName: 'redirectUriId' },
  { ofType: /^Secret/, list: 'secrets', idName: 'secretId' },
  { ofType: /^Keypair/, list: 'keypairs', idName: 'keypairId' },
] as const;

/** What the events of a stream lead to, by the fold that the server decides by. Throws `BundleWrong`. */
export const replay = (stream: string, before: State | undefined, events: readonly Entry[]): State =>
  isKeyStream(stream)
    ? replayKey(before as KeyState | undefined, events)
    : replayAccount(before as AccountState | undefined, events);

const whereIs = ({ id }: Entry) => `events.jsonl, event ${id}`;

/** The data that the fold is given; null: the event changes nothing of the state. */
function dataOf(event: Entry): Record<string, unknown> | null {
  const names = told[event.type as KeyEventType];
  if (!names) return null;
  const data = event.data as Record<string, unknown>;
  for (const name of names) require(Object.hasOwn(data, name), whereIs(event), `its data has no ${name}`);
  return Object.fromEntries(names.map((name) => [name, data[name]]));
}

function replayKey(before: KeyState | undefined, events: readonly Entry[]): State {
  let key: Key = before ? keyOfState(before) : noKey;
  let productionSuspended = before?.productionSuspended ?? false; // the fold's own, `goLive`, takes more than a bundle tells
  for (const event of events) {
    const isInPlace = (event.type === 'KeyCreated') === (key.status === 'NONE');
    require(isInPlace, whereIs(event), 'KeyCreated is the first event of a key, and no other is');
    const data = dataOf(event);
    if (!data) continue;
    requirePart(key, event, data);
    key = evolve(key, { type: event.type, data, metadata: momentOf(event) } as unknown as KeyEvent);
    productionSuspended = suspends[event.type] ?? productionSuspended;
  }
  return key.status === 'NONE' ? {} : { ...stateOfKey(key), productionSuspended };
}

const momentOf = ({ metadata }: Entry) => ({ recordedAt: (metadata as { recordedAt: string }).recordedAt });

/** What is added is not there yet, and what is changed or removed is. */
function requirePart(key: Key, event: Entry, data: Record<string, unknown>): void {
  const part = parts.find(({ ofType }) => ofType.test(event.type));
  if (!part || key.status === 'NONE') return;
  const id = data[part.idName];
  require(typeof id === 'string', whereIs(event), `its ${part.idName} is not text`);
  const isThere = key[part.list].some((one) => (one as unknown as Record<string, unknown>)[part.idName] === id);
  const isAdded = event.type.endsWith('Added');
  require(isAdded !== isThere, whereIs(event), `its ${part.idName} was ${isAdded ? '' : 'not '}added before`);
}

function replayAccount(before: AccountState | undefined, events: readonly Entry[]): State {
  let account = before ? accountOfState(before) : newAccount;
  for (const event of events) {
    const data = dataOf(event);
    if (data) account = evolveAccount(account, { type: event.type, data } as unknown as RecordedAccountEvent);
  }
  return stateOfAccount(account);
}
