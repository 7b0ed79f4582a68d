import type { AccountEvent, AccountEventType } from '../../../src/domain/account/facts.js';
import type { FieldChange } from '../../../src/domain/audit/changes.js';
import type { Subject } from '../../../src/domain/audit/subject.js';
import type { Earlier, EventType, ToldEvent } from '../../../src/domain/audit/told.js';
import type { KeyEvent, KeyEventType } from '../../../src/domain/key/facts.js';
import * as a from '../../kit/facts/account.js';
import * as f from '../../kit/facts/facts.js';
import { toldOfAccount, toldOfKey } from '../../kit/facts/told.js';

/** What came first, and then the event; what is said of it. */
interface Case<Fact> {
  facts: readonly Fact[];
  summary: string;
  subject: [kind: Subject['kind'], id: string, label: string];
  changes: [field: string, before: string | null, after: string | null][];
}

const NAME = 'Contract Portal';
const KEY = ['KEY', 'key', NAME] as const;
const REQUEST = ['GO_LIVE_REQUEST', 'r', NAME] as const;
const PROPOSAL = ['PROPOSAL', 'p', NAME] as const;
const SECRET = ['SECRET', 's', '...wXyZ'] as const;
const KEYPAIR = ['KEYPAIR', 'k', 'CI'] as const;
const HOOK = 'https://hooks.example.com:8443/path?token=t';
const WEBHOOK = ['WEBHOOK', 'w', 'hooks.example.com:8443'] as const;
const secret = [f.created, f.secretAdded('other', { lastFour: 'qqqq' }), f.secretAdded('s')];
const keypair = [f.created, f.keypairAdded('k', { label: 'CI' })];
const key = (
  facts: readonly KeyEvent[],
  summary: string,
  subject: readonly [Subject['kind'], string, string],
  ...changes: Case<KeyEvent>['changes']
): Case<KeyEvent> => ({ facts, summary, subject: [...subject], changes });
const account = (
  facts: readonly AccountEvent[],
  summary: string,
  subject: Case<AccountEvent>['subject'],
  ...changes: Case<AccountEvent>['changes']
): Case<AccountEvent> => ({ facts, summary, subject, changes });

const ofKeys: Record<KeyEventType, Case<KeyEvent>> = {
  KeyCreated: key(
    [f.created],
    `ada created the key "${NAME}" in DEMO`,
    KEY,
    ['status', null, 'ACTIVE'],
    ['name', null, NAME],
    ['owner', null, 'ada'],
    ['environments', null, 'DEMO'],
  ),
  KeyRenamed: key(
    [f.created, f.renamed('One'), f.disabled, f.renamed('Two')],
    'ada renamed the key "One" to "Two"',
    ['KEY', 'key', 'Two'],
    ['name', 'One', 'Two'],
  ),
  KeyDescribed: key(
    [f.created, f.described('Old'), f.described(null)],
    `ada took away the description of the key "${NAME}"`,
    KEY,
    ['description', 'Old', null],
  ),
  PolicyLinksSet: key(
    [f.created, f.linked('https://a.example', null), f.linked('https://a.example', 'https://t.example')],
    `ada set the policy links of the key "${NAME}"`,
    KEY,
    ['termsOfUseUrl', null, 'https://t.example'],
  ),
  MobileAppMarked: key([f.created, f.mobile], `ada made the key "${NAME}" a public client`, KEY, [
    'clientType',
    'CONFIDENTIAL',
    'PUBLIC',
  ]),
  MobileAppUnmarked: key([f.created, f.mobile, f.notMobile], `ada made the key "${NAME}" a confidential client`, KEY, [
    'clientType',
    'PUBLIC',
    'CONFIDENTIAL',
  ]),
  KeyDisabled: key([f.created, f.disabled], `ada disabled the key "${NAME}"`, KEY, ['status', 'ACTIVE', 'DISABLED']),
  KeyEnabled: key([f.created, f.disabled, f.enabled], `ada enabled the key "${NAME}"`, KEY, [
    'status',
    'DISABLED',
    'ACTIVE',
  ]),
  KeyDeleted: key([f.created, f.disabled, f.deleted], `ada deleted the key "${NAME}"`, KEY, [
    'status',
    'DISABLED',
    'DELETED',
  ]),
  OwnershipTransferred: key(
    [f.created, f.transferred('ada', 'bob')],
    `ada transferred the key "${NAME}" from ada to bob`,
    KEY,
    ['owner', 'ada', 'bob'],
  ),
  RedirectUriAdded: key(
    [f.created, f.uriAdded('u', 'https://a.example/')],
    'ada added redirect URI https://a.example/ to DEMO',
    ['REDIRECT_URI', 'u', 'https://a.example/'],
    ['redirectUri', null, 'https://a.example/'],
  ),
  RedirectUriRemoved: key(
    [f.created, f.uriAdded('u', 'https://a.example/'), f.uriRemoved('u', 'https://a.example/')],
    'ada removed redirect URI https://a.example/ from DEMO',
    ['REDIRECT_URI', 'u', 'https://a.example/'],
    ['redirectUri', 'https://a.example/', null],
  ),
  SecretAdded: key(
    [f.created, f.secretAdded('s', { notBefore: f.now, expiresAt: f.nextYear })],
    'ada added secret ...wXyZ to DEMO; it begins on 2026-06-01 and ends on 2027-06-01',
    SECRET,
    ['status', null, 'ACTIVE'],
    ['lastFour', null, 'wXyZ'],
    ['notBefore', null, f.now],
    ['expiresAt', null, f.nextYear],
  ),
  SecretDisabled: key([...secret, f.secretDisabled('s')], 'ada disabled secret ...wXyZ of DEMO', SECRET, [
    'status',
    'ACTIVE',
    'DISABLED',
  ]),
  SecretEnabled: key(
    [...secret, f.secretDisabled('s'), f.secretRevoked('other'), f.secretEnabled('s')],
    'ada enabled secret ...wXyZ of DEMO',
    SECRET,
    ['status', 'DISABLED', 'ACTIVE'],
  ),
  SecretRevoked: key(
    [...secret, f.secretDisabled('s'), f.secretRevoked('s')],
    'ada revoked secret ...wXyZ of DEMO',
    SECRET,
    ['status', 'DISABLED', 'REVOKED'],
  ),
  SecretRetirementScheduled: key(
    [...secret, f.secretRetired('s', f.nextYear, 'new')],
    'ada retired secret ...wXyZ of DEMO: it ends on 2027-06-01, and another one takes its place',
    SECRET,
    ['expiresAt', null, f.nextYear],
    ['replacedBy', null, 'new'],
  ),
  SecretRetirementCancelled: key(
    [...secret, f.secretRetired('s'), f.secretKept('s')],
    'ada cancelled the retirement of secret ...wXyZ of DEMO',
    SECRET,
    ['expiresAt', f.nextYear, null],
  ),
  SecretRelabelled: key(
    [...secret, f.secretRelabelled('s', 'Old'), f.secretRelabelled('other', 'Other'), f.secretRelabelled('s', 'New')],
    'ada labelled secret Old of DEMO "New"',
    ['SECRET', 's', 'Old'],
    ['label', 'Old', 'New'],
  ),
  BrownoutScheduled: key(
    [...secret, f.brownoutScheduled('s')],
    'ada scheduled a brownout of secret ...wXyZ of DEMO from 2026-06-02T12:00:00.000Z to 2026-06-02T13:00:00.000Z',
    SECRET,
    ['brownout', null, '2026-06-02T12:00:00.000Z/2026-06-02T13:00:00.000Z'],
  ),
  BrownoutCancelled: key(
    [...secret, f.brownoutScheduled('s'), f.brownoutCancelled('s')],
    'ada cancelled the brownout of secret ...wXyZ of DEMO from 2026-06-02T12:00:00.000Z to 2026-06-02T13:00:00.000Z',
    SECRET,
    ['brownout', '2026-06-02T12:00:00.000Z/2026-06-02T13:00:00.000Z', null],
  ),
  KeypairRetirementScheduled: key(
    [...keypair, f.keypairRetired('k')],
    'ada retired keypair CI of DEMO: it ends on 2027-06-01',
    KEYPAIR,
    ['expiresAt', null, f.nextYear],
  ),
  KeypairRetirementCancelled: key(
    [...keypair, f.keypairRetired('k'), f.keypairKept('k')],
    'ada cancelled the retirement of keypair CI of DEMO',
    KEYPAIR,
    ['expiresAt', f.nextYear, null],
  ),
  KeypairRelabelled: key(
    [...keypair, f.keypairRelabelled('k', null)],
    'ada took away the label of keypair CI of DEMO',
    KEYPAIR,
    ['label', 'CI', null],
  ),
  KeypairAdded: key(
    [f.created, f.keypairAdded('k', { source: 'UPLOADED', expiresAt: f.nextYear })],
    'ada uploaded keypair kid of k for DEMO; it ends on 2027-06-01',
    ['KEYPAIR', 'k', 'kid of k'],
    ['status', null, 'ACTIVE'],
    ['kid', null, 'kid of k'],
    ['algorithm', null, 'RS256'],
    ['expiresAt', null, f.nextYear],
  ),
  KeypairDisabled: key([...keypair, f.keypairDisabled('k')], 'ada disabled keypair CI of DEMO', KEYPAIR, [
    'status',
    'ACTIVE',
    'DISABLED',
  ]),
  KeypairEnabled: key(
    [...keypair, f.keypairDisabled('k'), f.keypairEnabled('k')],
    'ada enabled keypair CI of DEMO',
    KEYPAIR,
    ['status', 'DISABLED', 'ACTIVE'],
  ),
  KeypairRevoked: key([...keypair, f.keypairRevoked('k')], 'ada revoked keypair CI of DEMO', KEYPAIR, [
    'status',
    'ACTIVE',
    'REVOKED',
  ]),
  CredentialExpiryApproaching: key(
    [...keypair, f.keypairRetired('k'), f.expiryApproaching('k', 7, 'KEYPAIR')],
    'keypair CI of DEMO ends on 2027-06-01: within 7 days',
    KEYPAIR,
  ),
  GoLiveRequested: key(
    [f.created, f.requested('q'), f.declined('q'), f.requested('r')],
    `ada asked that the key "${NAME}" go live; it can be decided until 2027-06-01`,
    REQUEST,
    ['goLive', 'DECLINED', 'IN_REVIEW'],
  ),
  GoLiveRequestWithdrawn: key(
    [f.created, f.requested('r'), f.withdrawn('r')],
    `ada took back the request that the key "${NAME}" go live`,
    REQUEST,
    ['goLive', 'IN_REVIEW', 'WITHDRAWN'],
  ),
  GoLiveApproved: key(
    [f.created, f.requested('r'), f.renamed('New'), f.approved('r')],
    'ada approved that the key "New" go live',
    ['GO_LIVE_REQUEST', 'r', 'New'],
    ['goLive', 'IN_REVIEW', 'LIVE'],
    ['environments', 'DEMO', 'DEMO, PRODUCTION'],
  ),
  GoLiveDeclined: key(
    [f.created, f.requested('r'), f.declined('r')],
    `ada declined that the key "${NAME}" go live`,
    REQUEST,
    ['goLive', 'IN_REVIEW', 'DECLINED'],
  ),
  ProductionSuspended: key([f.created, ...f.live, f.suspended], `ada suspended production of the key "${NAME}"`, KEY, [
    'goLive',
    'LIVE',
    'SUSPENDED',
  ]),
  ProductionResumed: key(
    [f.created, ...f.live, f.suspended, f.resumed],
    `ada resumed production of the key "${NAME}"`,
    KEY,
    ['goLive', 'SUSPENDED', 'LIVE'],
  ),
  ChangeProposed: key(
    [f.created, f.proposed('q'), f.proposed('p')],
    `ada proposed a change of the key "${NAME}"; it can be decided until 2027-06-01`,
    PROPOSAL,
    ['proposal', null, 'OPEN'],
  ),
  ChangeApproved: key(
    [f.created, f.proposed('p'), f.changeApproved('p')],
    `ada approved a proposed change of the key "${NAME}"`,
    PROPOSAL,
    ['proposal', 'OPEN', 'APPROVED'],
  ),
  ChangeDeclined: key(
    [f.created, f.proposed('p'), f.proposed('q'), f.changeDeclined('p')],
    `ada declined a proposed change of the key "${NAME}"`,
    PROPOSAL,
    ['proposal', 'OPEN', 'DECLINED'],
  ),
  ChangeWithdrawn: key(
    [f.created, f.proposed('p'), f.changeApproved('p'), f.changeWithdrawn('p')],
    `ada took back a proposed change of the key "${NAME}"`,
    PROPOSAL,
    ['proposal', 'APPROVED', 'WITHDRAWN'],
  ),
};

const ofAccounts: Record<AccountEventType, Case<AccountEvent>> = {
  AccountPolicySet: account(
    [a.set('FOUR_EYES'), a.proposed('p'), a.set(null)],
    'ada set the policy of acme for production: DIRECT, as long as nothing is set',
    ['ACCOUNT', 'acme', 'acme'],
    ['productionChanges', 'FOUR_EYES', null],
  ),
  AccountPolicyProposed: account(
    [a.proposed('p')],
    'ada proposed a policy of acme for production: DIRECT; it can be decided until 2026-06-08',
    ['PROPOSAL', 'p', 'acme'],
    ['proposal', null, 'OPEN'],
  ),
  AccountPolicyApproved: account(
    [a.proposed('p'), a.approved('p')],
    'ada approved the proposed policy of acme',
    ['PROPOSAL', 'p', 'acme'],
    ['proposal', 'OPEN', 'APPROVED'],
  ),
  AccountPolicyDeclined: account(
    [a.proposed('p'), a.proposed('q'), a.declined('p')],
    'ada declined the proposed policy of acme',
    ['PROPOSAL', 'p', 'acme'],
    ['proposal', 'OPEN', 'DECLINED'],
  ),
  WebhookAdded: account(
    [a.webhookAdded('v', 'https://elsewhere.example'), a.webhookAdded('w', HOOK, ['SecretAdded', 'KeyDeleted'])],
    'ada added a webhook to hooks.example.com:8443',
    [...WEBHOOK],
    ['status', null, 'ACTIVE'],
    ['url', null, HOOK],
    ['types', null, 'SecretAdded, KeyDeleted'],
  ),
  WebhookSecretRotated: account(
    [a.webhookAdded('w', HOOK), a.webhookRotated(2), a.webhookPaused(), a.webhookRotated(3)],
    `ada gave the webhook to hooks.example.com:8443 a new secret; the old one signs too until ${a.inADay}`,
    [...WEBHOOK],
    ['secret', '2', '3'],
  ),
  WebhookPaused: account(
    [a.webhookAdded('w', HOOK), a.webhookRotated(), a.webhookAdded('v'), a.webhookPaused('GONE')],
    'ada paused the webhook to hooks.example.com:8443, because its receiver is gone',
    [...WEBHOOK],
    ['status', 'ACTIVE', 'PAUSED'],
    ['why', null, 'GONE'],
  ),
  WebhookResumed: account(
    [a.webhookAdded('w', HOOK), a.webhookPaused(), a.webhookResumed('log_7')],
    'ada resumed the webhook to hooks.example.com:8443, from position log_7',
    [...WEBHOOK],
    ['status', 'PAUSED', 'ACTIVE'],
    ['from', null, 'log_7'],
  ),
  WebhookRemoved: account(
    [a.webhookAdded('w', HOOK), a.webhookPaused(), a.webhookRemoved()],
    'ada removed the webhook to hooks.example.com:8443',
    [...WEBHOOK],
    ['status', 'PAUSED', 'REMOVED'],
  ),
};

interface Told {
  type: EventType;
  event: ToldEvent;
  earlier: Earlier;
  stream: string;
  summary: string;
  subject: Subject;
  changes: FieldChange[];
}

const told = (
  type: string,
  stream: string,
  [event, earlier]: [ToldEvent, Earlier],
  { summary, subject: [kind, id, label], changes }: Pick<Case<never>, 'summary' | 'subject' | 'changes'>,
): Told => ({
  ...{ type: type as EventType, event, earlier, stream, summary },
  subject: { kind, id, label },
  changes: changes.map(([field, before, after]) => ({ field, before, after })),
});

/** One event of every type, after others, with all that is said of it. */
export const everyEvent: readonly Told[] = [
  ...Object.entries(ofKeys).map(([type, one]) => told(type, 'key', toldOfKey(one.facts), one)),
  ...Object.entries(ofAccounts).map(([type, one]) => told(type, 'acme', toldOfAccount(one.facts), one)),
];
