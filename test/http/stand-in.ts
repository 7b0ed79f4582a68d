import Fastify from 'fastify';
import { buildSchema, graphql } from 'graphql';

/** The part of the public contract that the ten steps use, as they rely on it. */
export const contract = buildSchema(`
  enum Environment { DEMO PRODUCTION }
  type UserError { code: String! field: [String!] message: String! }
  type Viewer { id: ID! kind: String! account: ID roles: [String!]! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type RedirectUri { id: ID! uri: String! }
  type Secret { id: ID! label: String lastFour: String! status: String! }
  type Keypair { id: ID! kid: String! fingerprint: String! }
  type Method { method: String! ready: Boolean! missing: [String!]! }
  type Change { type: String! recordedAt: String! revision: Int! actor: Viewer! }
  type History { totalCount: Int! nodes: [Change!]! }
  type IntegratorKey {
    id: ID! clientId: ID! name: String! description: String status: String! owner: String! clientType: String!
    mobileApp: Boolean! privacyPolicyUrl: String termsOfUseUrl: String createdAt: String! revision: Int!
    redirectUris(environment: Environment): [RedirectUri!]! secrets(environment: Environment): [Secret!]!
    authenticationMethods(environment: Environment!): [Method!]! history(first: Int): History!
  }
  type IntegratorKeys { nodes: [IntegratorKey!]! totalCount: Int! pageInfo: PageInfo! }
  type Nearest { uri: String! firstDifferenceAt: Int! }
  type UriMatch { match: String! nearest: Nearest }
  type Verified { active: Boolean! reason: String secretId: ID }
  type Query {
    viewer: Viewer!
    integratorKeys(first: Int): IntegratorKeys!
    integratorKey(id: ID!): IntegratorKey
    checkRedirectUri(clientId: ID!, environment: Environment!, redirectUri: String!): UriMatch!
    verifyClientSecret(clientId: ID!, environment: Environment!, secret: String!): Verified!
  }
  type Payload { integratorKey: IntegratorKey userErrors: [UserError!]! position: String }
  type SecretPayload { integratorKey: IntegratorKey secret: Secret plainText: String userErrors: [UserError!]! position: String }
  type KeypairPayload { keypair: Keypair privateKeyPem: String publicKeyPem: String userErrors: [UserError!]! position: String }
  input Create { name: String! description: String }
  input OfKey { integratorKeyId: ID! }
  input Links { integratorKeyId: ID! privacyPolicyUrl: String termsOfUseUrl: String }
  input NewUri { redirectUri: String! environment: Environment! }
  input AddUri { integratorKeyId: ID! redirectUri: String! environment: Environment! }
  input AddSecret { integratorKeyId: ID! environment: Environment! label: String }
  input AddKeypair { integratorKeyId: ID! environment: Environment! label: String modulusLength: Int = 2048 }
  input Save { integratorKeyId: ID! name: String description: String addRedirectUris: [NewUri!] }
  type Mutation {
    createIntegratorKey(input: Create!): Payload!
    setPolicyLinks(input: Links!): Payload!
    markMobileApp(input: OfKey!): Payload!
    unmarkMobileApp(input: OfKey!): Payload!
    addRedirectUri(input: AddUri!): Payload!
    addSecret(input: AddSecret!): SecretPayload!
    addKeypair(input: AddKeypair!): KeypairPayload!
    saveIntegratorKey(input: Save!): Payload!
  }
  type Subscription { keyEvents: String! }
`);

export const newKey = '230546a7-9c55-40ad-8fbf-af205d5494ad';
export const plainSecret = 'only-in-this-answer';
export const bearer = 'a-token';

/** A key that is always the same, and refuses whoever asks for another: enough to see what each step sends. */
function answers(refuse: string | undefined) {
  const key = {
    id: newKey, clientId: newKey, name: 'A', status: 'ACTIVE', owner: 'ada', clientType: 'CONFIDENTIAL', mobileApp: false,
    createdAt: '2026-01-01T00:00:00.000Z', revision: 0, redirectUris: [], secrets: [],
    authenticationMethods: [{ method: 'IMPLICIT', ready: false, missing: ['REDIRECT_URI'] }],
    history: { totalCount: 0, nodes: [] },
  }; // prettier-ignore
  const payload = ({ input }: { input: { integratorKeyId?: string } }) =>
    input.integratorKeyId === newKey || input.integratorKeyId === undefined
      ? { integratorKey: key, userErrors: [], position: 'p1' }
      : {
          userErrors: [
            { code: 'KEY_NOT_FOUND', field: ['integratorKeyId'], message: 'There is no such integrator key.' },
          ],
        };
  const secret = { id: 's', label: null, lastFour: 'swer', status: 'ACTIVE' };
  const pem = (kind: string) => `-----BEGIN ${kind} KEY-----\nQUJD\n-----END ${kind} KEY-----\n`;
  const all = {
    viewer: { id: 'ada', kind: 'user', account: 'a', roles: ['ADMINISTRATOR'] },
    integratorKeys: { nodes: [key], totalCount: 1, pageInfo: { hasNextPage: false } },
    integratorKey: ({ id }: { id: string }) => (id === newKey ? key : null),
    checkRedirectUri: ({ redirectUri }: { redirectUri: string }) => ({
      match: redirectUri.endsWith('/') ? 'NONE' : 'EXACT',
    }),
    verifyClientSecret: (given: { secret: string }) => ({ active: given.secret === plainSecret }),
    createIntegratorKey: payload,
    setPolicyLinks: payload,
    markMobileApp: payload,
    unmarkMobileApp: payload,
    addRedirectUri: payload,
    addSecret: (args: { input: { integratorKeyId: string } }) => ({ ...payload(args), secret, plainText: plainSecret }),
    addKeypair: (args: { input: { integratorKeyId: string } }) => ({
      ...payload(args),
      keypair: { id: 'k', kid: 'kid', fingerprint: 'f' },
      privateKeyPem: pem('PRIVATE'),
      publicKeyPem: pem('PUBLIC'),
    }),
    saveIntegratorKey: payload,
  };
  const no = { userErrors: [{ code: 'SECRET_LIMIT_REACHED', field: null, message: 'One too many.' }] };
  return refuse === undefined ? all : { ...all, [refuse]: no };
}

interface Sent {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

/** Answers the contract's operations over HTTP and keeps what it was asked; `refuse` names a mutation to say no to. */
export function standIn(refuse?: string) {
  const app = Fastify();
  const received: Sent[] = [];
  app.post('/graphql', async (request, reply) => {
    const sent = request.body as Sent;
    received.push(sent);
    if (request.headers.authorization !== `Bearer ${bearer}`)
      return reply.code(401).send({ errors: [{ message: 'Sign in.', extensions: { code: 'UNAUTHENTICATED' } }] });
    const { query: source, variables: variableValues, operationName } = sent;
    return graphql({ schema: contract, source, variableValues, operationName, rootValue: answers(refuse) });
  });
  return { app, received };
}
