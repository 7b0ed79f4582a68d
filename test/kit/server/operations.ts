import { randomUUID } from 'node:crypto';
import { graphqlPermissions, type GraphqlVerb } from '../../../src/app/access/permissions.js';

const some = randomUUID();
const key = `integratorKeyId: "${some}"`;
const touch = `input: { ${key} }`;
const secret = `input: { ${key}, secretId: "${some}" }`;
const keypair = `input: { ${key}, keypairId: "${some}" }`;
const request = `input: { ${key}, requestId: "${some}" }`;
const proposal = `input: { ${key}, proposalId: "${some}" }`;
const webhook = `input: { webhookId: "${some}" }`;
const night = 'from: "2026-01-01T00:00:00.000Z", to: "2026-01-02T00:00:00.000Z"';
const payload = '{ userErrors { code } }';

/** An operation for every verb, on a key that does not exist: whoever may is answered, whoever may not is told so. */
export const operations: Record<GraphqlVerb, string> = {
  viewer: '{ viewer { id } }',
  integratorKey: `{ integratorKey(id: "${some}") { id } }`,
  integratorKeys: '{ integratorKeys { totalCount } }',
  expiringCredentials: '{ expiringCredentials(within: "P30D") { totalCount } }',
  keyEvents: 'subscription { keyEvents { id } }',
  auditLog: '{ auditLog { nodes { id } } }',
  keyDiff: `{ keyDiff(id: "${some}", from: { time: "2026-01-01T00:00:00.000Z" }, to: { revision: 0 }) { field } }`,
  environmentDiff: `{ environmentDiff(id: "${some}") { secrets { count } } }`,
  policyViolations: '{ policyViolations { totalCount } }',
  accountPolicy: '{ accountPolicy { revision } }',
  checkRedirectUri: `{ checkRedirectUri(clientId: "${some}", environment: DEMO, redirectUri: "https://a.example/") { match } }`,
  findCredential: '{ findCredential(text: "x") { ours } }',
  verifyClientSecret: `{ verifyClientSecret(clientId: "${some}", environment: DEMO, secret: "x") { active } }`,
  createIntegratorKey: `mutation { createIntegratorKey(input: { name: "A" }) ${payload} }`,
  renameIntegratorKey: `mutation { renameIntegratorKey(input: { ${key}, name: "B" }) ${payload} }`,
  describeIntegratorKey: `mutation { describeIntegratorKey(${touch}) ${payload} }`,
  setPolicyLinks: `mutation { setPolicyLinks(${touch}) ${payload} }`,
  markMobileApp: `mutation { markMobileApp(${touch}) ${payload} }`,
  unmarkMobileApp: `mutation { unmarkMobileApp(${touch}) ${payload} }`,
  disableIntegratorKey: `mutation { disableIntegratorKey(${touch}) ${payload} }`,
  enableIntegratorKey: `mutation { enableIntegratorKey(${touch}) ${payload} }`,
  deleteIntegratorKey: `mutation { deleteIntegratorKey(${touch}) ${payload} }`,
  transferOwnership: `mutation { transferOwnership(input: { ${key}, newOwner: "x" }) ${payload} }`,
  addRedirectUri: `mutation { addRedirectUri(input: { ${key}, redirectUri: "https://a.example/" }) ${payload} }`,
  removeRedirectUri: `mutation { removeRedirectUri(input: { ${key}, redirectUriId: "${some}" }) ${payload} }`,
  addSecret: `mutation { addSecret(${touch}) ${payload} }`,
  disableSecret: `mutation { disableSecret(${secret}) ${payload} }`,
  enableSecret: `mutation { enableSecret(${secret}) ${payload} }`,
  revokeSecret: `mutation { revokeSecret(${secret}) ${payload} }`,
  addKeypair: `mutation { addKeypair(${touch}) ${payload} }`,
  uploadPublicKey: `mutation { uploadPublicKey(input: { ${key}, publicKey: "x" }) ${payload} }`,
  disableKeypair: `mutation { disableKeypair(${keypair}) ${payload} }`,
  enableKeypair: `mutation { enableKeypair(${keypair}) ${payload} }`,
  revokeKeypair: `mutation { revokeKeypair(${keypair}) ${payload} }`,
  rotateSecret: `mutation { rotateSecret(${secret}) ${payload} }`,
  retireSecret: `mutation { retireSecret(input: { ${key}, secretId: "${some}", at: "2120-01-01T00:00:00.000Z" }) ${payload} }`,
  relabelSecret: `mutation { relabelSecret(${secret}) ${payload} }`,
  rotateKeypair: `mutation { rotateKeypair(${keypair}) ${payload} }`,
  retireKeypair: `mutation { retireKeypair(input: { ${key}, keypairId: "${some}", at: "2120-01-01T00:00:00.000Z" }) ${payload} }`,
  relabelKeypair: `mutation { relabelKeypair(${keypair}) ${payload} }`,
  cancelRetirement: `mutation { cancelRetirement(input: { ${key}, credentialId: "${some}" }) ${payload} }`,
  scheduleBrownout: `mutation { scheduleBrownout(input: { ${key}, secretId: "${some}", to: "2120-01-01T00:00:00.000Z" }) ${payload} }`,
  cancelBrownout: `mutation { cancelBrownout(input: { ${key}, secretId: "${some}", brownoutId: "${some}" }) ${payload} }`,
  goLiveRequests: '{ goLiveRequests { totalCount } }',
  validity: `{ validity(id: "${some}") { id } }`,
  wasValid: `{ wasValid(credentialId: "${some}", during: { ${night} }) { valid } }`,
  validDuring: `{ validDuring(${night}) { totalCount } }`,
  requestGoLive: `mutation { requestGoLive(input: { ${key}, classification: PUBLIC }) ${payload} }`,
  withdrawGoLiveRequest: `mutation { withdrawGoLiveRequest(${request}) ${payload} }`,
  approveGoLive: `mutation { approveGoLive(${request}) ${payload} }`,
  declineGoLive: `mutation { declineGoLive(input: { ${key}, requestId: "${some}", reasons: ["x"] }) ${payload} }`,
  suspendProduction: `mutation { suspendProduction(input: { ${key}, reason: "x" }) ${payload} }`,
  resumeProduction: `mutation { resumeProduction(${touch}) ${payload} }`,
  saveIntegratorKey: `mutation { saveIntegratorKey(${touch}) ${payload} }`,
  changeProposals: '{ changeProposals { totalCount } }',
  proposeChange: `mutation { proposeChange(${touch}) ${payload} }`,
  approveChange: `mutation { approveChange(${proposal}) ${payload} }`,
  declineChange: `mutation { declineChange(input: { ${key}, proposalId: "${some}", reasons: ["x"] }) ${payload} }`,
  applyChange: `mutation { applyChange(${proposal}) ${payload} }`,
  withdrawChange: `mutation { withdrawChange(${proposal}) ${payload} }`,
  setAccountPolicy: `mutation { setAccountPolicy(input: {}) ${payload} }`,
  proposeAccountPolicy: `mutation { proposeAccountPolicy(input: {}) ${payload} }`,
  approveAccountPolicy: `mutation { approveAccountPolicy(input: { proposalId: "${some}" }) ${payload} }`,
  webhooks: '{ webhooks { id } }',
  addWebhook: `mutation { addWebhook(input: { url: "x" }) ${payload} }`,
  rotateWebhookSecret: `mutation { rotateWebhookSecret(${webhook}) ${payload} }`,
  pauseWebhook: `mutation { pauseWebhook(${webhook}) ${payload} }`,
  resumeWebhook: `mutation { resumeWebhook(${webhook}) ${payload} }`,
  removeWebhook: `mutation { removeWebhook(${webhook}) ${payload} }`,
  declineAccountPolicy: `mutation { declineAccountPolicy(input: { proposalId: "${some}", reasons: ["x"] }) ${payload} }`,
};

export const verbs = Object.keys(graphqlPermissions) as GraphqlVerb[];
/** Another key for the one that does not exist. */
export const operationOn = (verb: GraphqlVerb, id: string) => operations[verb].replaceAll(some, id);
