import type { Operation } from './client.js';

export const createKey = (name: string): Operation => ({
  query: `mutation ($name: String!) { createIntegratorKey(input: { name: $name }) { integratorKey { id } userErrors { code } } }`,
  variables: { name },
});

/** Answered alike each time. */
export const createKeyUnread: Operation = {
  query: `mutation { createIntegratorKey(input: { name: "Portal" }) { userErrors { code } } }`,
  variables: {},
};

export const addSecret = (integratorKeyId: string): Operation => ({
  query: `mutation ($id: ID!) { addSecret(input: { integratorKeyId: $id }) { plainText userErrors { code } } }`,
  variables: { id: integratorKeyId },
});

export const addRedirectUri = (integratorKeyId: string, redirectUri: string): Operation => ({
  query: `mutation ($id: ID!, $uri: String!) {
    addRedirectUri(input: { integratorKeyId: $id, redirectUri: $uri }) { userErrors { code } }
  }`,
  variables: { id: integratorKeyId, uri: redirectUri },
});

export const addKeypair = (integratorKeyId: string): Operation => ({
  query: `mutation ($id: ID!) { addKeypair(input: { integratorKeyId: $id }) { privateKeyPem userErrors { code } } }`,
  variables: { id: integratorKeyId },
});

export const verifySecret = (clientId: string, secret: string): Operation => ({
  query: `query Verify($clientId: ID!, $secret: String!) {
    verifyClientSecret(clientId: $clientId, environment: DEMO, secret: $secret) { active reason secretId }
  }`,
  variables: { clientId, secret },
});

export const checkUri = (clientId: string, redirectUri: string): Operation => ({
  query: `query Check($clientId: ID!, $uri: String!) {
    checkRedirectUri(clientId: $clientId, environment: DEMO, redirectUri: $uri) { match }
  }`,
  variables: { clientId, uri: redirectUri },
});

export const keyById = (id: string): Operation => ({
  query: `query Key($id: ID!) { integratorKey(id: $id) { id name status redirectUris { uri } secrets { lastFour status } } }`,
  variables: { id },
});

export const listKeys = (): Operation => ({
  query: `query Keys { integratorKeys(first: 20, sort: { field: NAME, direction: ASC }) { nodes { id name status } pageInfo { hasNextPage } } }`,
  variables: {},
});

export const addSecretWithId = (integratorKeyId: string): Operation => ({
  query: `mutation ($id: ID!) { addSecret(input: { integratorKeyId: $id }) { plainText secret { id } userErrors { code } } }`,
  variables: { id: integratorKeyId },
});

export const revokeSecret = (integratorKeyId: string, secretId: string): Operation => ({
  query: `mutation ($id: ID!, $secret: ID!) {
    revokeSecret(input: { integratorKeyId: $id, secretId: $secret, allowLastUsable: true }) { userErrors { code } }
  }`,
  variables: { id: integratorKeyId, secret: secretId },
});

export const keyAsOf = (id: string, revision: number): Operation => ({
  query: `query Key($id: ID!, $revision: Int!) {
    integratorKey(id: $id, asOf: { revision: $revision }) { id name status redirectUris { uri } secrets { lastFour status } }
  }`,
  variables: { id, revision },
});

export const historyPage = (id: string): Operation => ({
  query: `query History($id: ID!) { integratorKey(id: $id) { history(last: 20) { nodes { id type recordedAt } } } }`,
  variables: { id },
});

export const auditPage = (id: string): Operation => ({
  query: `query Audit($id: ID!) { auditLog(filter: { keys: [$id] }, first: 20) { nodes { id type recordedAt summary } } }`,
  variables: { id },
});
