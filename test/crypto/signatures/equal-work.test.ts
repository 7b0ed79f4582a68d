import * as crypto from 'node:crypto';
import { expect, jest, test } from '@jest/globals';
import { client, claims, headed } from '../../kit/assertions/client.js';
import { eddsa, es256, jws, ps256, rs256, type Sign } from '../../kit/assertions/signing.js';
import { now } from '../../kit/facts/facts.js';

/** What Node was asked to verify, on the way through: the type of the key, and how long the signature was. */
let verified: string[] = [];
jest.unstable_mockModule('node:crypto', () => ({
  ...crypto,
  verify(...[digest, data, options, signature]: Parameters<typeof crypto.verify>) {
    const { asymmetricKeyType } = (options as { key: crypto.KeyObject }).key;
    verified.push(`${asymmetricKeyType} ${signature.byteLength}`);
    return crypto.verify(digest, data, options, signature);
  },
}));
const { signatureVerifier } = await import('../../../src/adapters/crypto/signatures/signature-verifier.js');
const { verifyAssertion } = await import('../../../projections/credentials/verify-assertion.js');

const verifier = signatureVerifier();
const presented = { use: 'CLIENT_AUTHENTICATION', environment: 'DEMO', audience: 'https://as.example', now } as const;
const workFor = (whose: typeof client | undefined, assertion: string) => {
  verified = [];
  verifyAssertion(verifier, whose, { ...presented, assertion });
  return verified;
};
const nothingOf = { ...client, keypairs: [] } as unknown as typeof client;
const short =
  (signing: Sign): Sign =>
  (input) =>
    signing(input).subarray(1);

test.each([
  ['RS256', 'rsa', rs256, 'rsa 256'],
  ['PS256', 'rsa', ps256, 'rsa 256'],
  ['ES256', 'p256', es256, 'ec 64'],
  ['EdDSA', 'ed25519', eddsa, 'ed25519 64'],
])('%s costs one verification of its kind, whoever is asked about', (alg, kid, signing, work) => {
  const of = (more: object, by = signing) => jws({ alg, kid, ...more }, claims, by);
  expect(workFor(client, of({}))).toEqual([work]); // the right one
  expect(workFor(client, of({ kid: 'another' }))).toEqual([work]);
  expect(workFor(client, of({ kid: 'broken' }))).toEqual([work]);
  expect(workFor(client, of({}, short(signing)))).toEqual([work]); // a signature of another length
  expect(
    workFor(
      client,
      of({}, () => Buffer.alloc(1)),
    ),
  ).toEqual([work]);
  expect(workFor(nothingOf, of({}))).toEqual([work]); // a client without keys
  expect(workFor({ ...client, status: 'DELETED' } as never, of({}))).toEqual([work]);
  expect(workFor(undefined, of({}))).toEqual([work]); // an unknown client
  expect(workFor(undefined, of({}, short(signing)))).toEqual([work]);
  expect(workFor(client, of({ kid: undefined }))).toEqual([work]);
});

test('what has no good form costs none, whoever is asked about', () => {
  const bad = headed({ crit: ['x'] });
  expect([workFor(client, bad), workFor(undefined, bad)]).toEqual([[], []]);
});
