import { AccountPolicyFields } from '../account/account-policy-fields.js';
import { AccountPolicyQuery } from '../account/account-policy.js';
import { PolicyViolationsQuery } from '../account/policy-violations.js';
import { AddKeypair } from '../keypairs/add-keypair.js';
import { AddRedirectUri } from '../redirect-uris/add-redirect-uri.js';
import { AddSecret } from '../secrets/add-secret.js';
import { ApproveAccountPolicy } from '../account/approve-account-policy.js';
import { RecordedEventFields } from '../audit/recorded-event-fields.js';
import { AuditLogQuery } from '../audit/audit-log.js';
import { EnvironmentDiffQuery } from '../audit/environment-diff.js';
import { KeyDiffQuery } from '../audit/key-diff.js';
import { CheckRedirectUri } from '../clients/check-redirect-uri.js';
import { CreateIntegratorKey } from '../life/create-integrator-key.js';
import { DeclineAccountPolicy } from '../account/decline-account-policy.js';
import { DeleteIntegratorKey } from '../life/delete-integrator-key.js';
import { DescribeIntegratorKey } from '../details/describe-integrator-key.js';
import { DisableIntegratorKey } from '../life/disable-integrator-key.js';
import { DisableKeypair } from '../keypairs/disable-keypair.js';
import { DisableSecret } from '../secrets/disable-secret.js';
import { EnableIntegratorKey } from '../life/enable-integrator-key.js';
import { EnableKeypair } from '../keypairs/enable-keypair.js';
import { EnableSecret } from '../secrets/enable-secret.js';
import { ApproveGoLive } from '../go-live/approve-go-live.js';
import { DeclineGoLive } from '../go-live/decline-go-live.js';
import { GoLiveFields, GoLiveRequestFields, KeyGoLive } from '../go-live/go-live-fields.js';
import { GoLiveRequestsQuery } from '../go-live/go-live-requests.js';
import { RequestGoLive } from '../go-live/request-go-live.js';
import { ResumeProduction } from '../go-live/resume-production.js';
import { SuspendProduction } from '../go-live/suspend-production.js';
import { WithdrawGoLiveRequest } from '../go-live/withdraw-go-live-request.js';
import { IntegratorKeyFields } from '../key/integrator-key-fields.js';
import { IntegratorKeyQuery } from '../key/integrator-key.js';
import { IntegratorKeysQuery } from '../key/integrator-keys.js';
import { KeyEventsSubscription } from '../history/key-events.js';
import { MarkMobileApp } from '../details/mark-mobile-app.js';
import { ProposeAccountPolicy } from '../account/propose-account-policy.js';
import { RemoveRedirectUri } from '../redirect-uris/remove-redirect-uri.js';
import { RenameIntegratorKey } from '../details/rename-integrator-key.js';
import { RevokeKeypair } from '../keypairs/revoke-keypair.js';
import { RevokeSecret } from '../secrets/revoke-secret.js';
import { ExpiringCredentialsQuery } from '../expiry/expiring-credentials.js';
import { RotateSecret } from '../rotation/rotate-secret.js';
import { RetireSecret } from '../rotation/retire-secret.js';
import { RotateKeypair } from '../rotation/rotate-keypair.js';
import { RetireKeypair } from '../rotation/retire-keypair.js';
import { CancelRetirement } from '../rotation/cancel-retirement.js';
import { ScheduleBrownout } from '../rotation/schedule-brownout.js';
import { CancelBrownout } from '../rotation/cancel-brownout.js';
import { RelabelSecret } from '../secrets/relabel-secret.js';
import { RelabelKeypair } from '../keypairs/relabel-keypair.js';
import { SaveIntegratorKey } from '../save/save-integrator-key.js';
import { SetAccountPolicy } from '../account/set-account-policy.js';
import { SetPolicyLinks } from '../details/set-policy-links.js';
import { TransferOwnership } from '../life/transfer-ownership.js';
import { UnmarkMobileApp } from '../details/unmark-mobile-app.js';
import { UploadPublicKey } from '../keypairs/upload-public-key.js';
import { KeypairSafeToRetire, SecretSafeToRetire } from '../usage/safe-to-retire.js';
import { KeypairUsage, KeyUsage, SecretUsage } from '../usage/usage.js';
import { ValidDuringQuery } from '../validity/valid-during.js';
import { ValidityQuery } from '../validity/validity.js';
import { FindCredential } from '../leaks/find-credential.js';
import { VerifyClientSecret } from '../clients/verify-client-secret.js';
import { ApplyChange } from '../two-people/apply-change.js';
import { ApproveChange } from '../two-people/approve-change.js';
import { ChangeProposalFields, KeyProposals } from '../two-people/change-proposal-fields.js';
import { ChangeProposalsQuery } from '../two-people/change-proposals.js';
import { DeclineChange } from '../two-people/decline-change.js';
import { ProposeChange } from '../two-people/propose-change.js';
import { WithdrawChange } from '../two-people/withdraw-change.js';
import { AddWebhook } from '../webhooks/add-webhook.js';
import { PauseWebhook } from '../webhooks/pause-webhook.js';
import { RemoveWebhook } from '../webhooks/remove-webhook.js';
import { ResumeWebhook } from '../webhooks/resume-webhook.js';
import { RotateWebhookSecret } from '../webhooks/rotate-webhook-secret.js';
import { WebhookDeliveries } from '../webhooks/delivery.js';
import { WebhooksQuery } from '../webhooks/webhooks.js';
import { ViewerQuery } from '../viewer/viewer.js';
import { WasValidQuery } from '../validity/was-valid.js';

const queries = [
  ViewerQuery,
  IntegratorKeyQuery,
  IntegratorKeysQuery,
  CheckRedirectUri,
  VerifyClientSecret,
  FindCredential,
  GoLiveRequestsQuery,
  ChangeProposalsQuery,
  AccountPolicyQuery,
  WebhooksQuery,
  PolicyViolationsQuery,
  ExpiringCredentialsQuery,
  ...[ValidityQuery, WasValidQuery, ValidDuringQuery, AuditLogQuery, KeyDiffQuery, EnvironmentDiffQuery],
];
const goLiveFields = [KeyGoLive, GoLiveFields, GoLiveRequestFields];
const fields = [
  IntegratorKeyFields,
  AccountPolicyFields,
  RecordedEventFields,
  KeyUsage,
  SecretUsage,
  KeypairUsage,
  SecretSafeToRetire,
  KeypairSafeToRetire,
  ...goLiveFields,
  KeyProposals,
  ChangeProposalFields,
  WebhookDeliveries,
];
const details = [RenameIntegratorKey, DescribeIntegratorKey, SetPolicyLinks, MarkMobileApp, UnmarkMobileApp];
const life = [DisableIntegratorKey, EnableIntegratorKey, DeleteIntegratorKey, TransferOwnership];
const secrets = [AddSecret, DisableSecret, EnableSecret, RevokeSecret, RelabelSecret];
const keypairs = [AddKeypair, UploadPublicKey, DisableKeypair, EnableKeypair, RevokeKeypair, RelabelKeypair];
const rotation = [
  RotateSecret,
  RetireSecret,
  RotateKeypair,
  RetireKeypair,
  CancelRetirement,
  ScheduleBrownout,
  CancelBrownout,
];
const goLive = [
  RequestGoLive,
  WithdrawGoLiveRequest,
  ApproveGoLive,
  DeclineGoLive,
  SuspendProduction,
  ResumeProduction,
];
const account = [SetAccountPolicy, ProposeAccountPolicy, ApproveAccountPolicy, DeclineAccountPolicy];
const webhooks = [AddWebhook, RotateWebhookSecret, PauseWebhook, ResumeWebhook, RemoveWebhook];
const twoPeople = [ProposeChange, ApproveChange, DeclineChange, ApplyChange, WithdrawChange];
const mutations = [
  CreateIntegratorKey,
  ...details,
  ...life,
  AddRedirectUri,
  RemoveRedirectUri,
  ...secrets,
  ...keypairs,
  ...rotation,
  SaveIntegratorKey,
  ...goLive,
  ...account,
  ...twoPeople,
  ...webhooks,
];

/** Every resolver of the schema. */
export const resolvers = [KeyEventsSubscription, ...fields, ...queries, ...mutations] as const;
