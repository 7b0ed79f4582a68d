import { describe, expect, test } from '@jest/globals';
import { verifyAssertion, type PresentedAssertion } from '../../projections/credentials/verify-assertion.js';
import { signatureVerifier } from '../../src/adapters/crypto/signatures/signature-verifier.js';
import * as of from '../kit/assertions/client.js';
import { ecdsa, eddsa, es256, jws, p256, ps256, rs256, rsa, stranger } from '../kit/assertions/signing.js';
import { newKeyPair } from '../kit/facts/key-pair.js';
import { now } from '../kit/facts/facts.js';

const { client, claims, header, keypair, claiming, headed, grantClaims } = of;
const verifier = signatureVerifier();
const verify = (assertion: string, more: Partial<PresentedAssertion> = {}, whose: object = {}) =>
  verifyAssertion(
    verifier,
    { ...client, ...whose },
    { use: 'CLIENT_AUTHENTICATION', environment: 'DEMO', assertion, audience: of.audience, now, ...more },
  );
const grant = (changed: object) => verify(jws(header, { ...grantClaims, ...changed }, es256), { use: 'GRANT' });
const unknown = { active: false, reason: 'UNKNOWN', keypairId: null, kid: null };

describe('accepts', () => {
  test('an assertion, and tells what counts of it', () =>
    expect(verify(claiming({ scope: 'ignored' }))).toEqual({
      ...{ active: true, keypairId: 'id of p256', kid: 'p256', sub: of.clientId, scope: null, jti: 'once' },
      expiresAt: of.now + 65,
    }));

  test.each([
    ['RS256', 'rsa', rs256],
    ['PS256', 'rsa', ps256],
    ['ES256', 'p256', es256],
    ['EdDSA', 'ed25519', eddsa],
  ])('%s', (alg, kid, signing) =>
    expect(verify(jws({ alg, kid }, claims, signing))).toMatchObject({ active: true, kid }),
  );

  test.each([
    ...['JWT', 'jwt', 'application/jwt', 'APPLICATION/JWT', 'client-authentication+jwt'],
    ...['application/client-authentication+jwt', 'Client-Authentication+JWT'],
  ])('typ %s', (typ) => expect(verify(headed({ typ })).active).toBe(true));

  test('keys in the header that it never looks at', () => {
    const jwk = stranger.publicKey.export({ format: 'jwk' });
    const ignored = { jwk, jku: 'http://127.0.0.1:1/', x5u: 'http://127.0.0.1:1/', x5c: ['AAAA'], cty: 'x', extra: 1 };
    expect(verify(headed(ignored)).active).toBe(true);
  });

  test.each([
    ['aud in a list of one', { aud: [of.audience] }],
    ['exp at the very end', { exp: of.now + 605 }],
    ['exp within the skew', { exp: of.now - 4.999 }],
    ['exp with a fraction', { exp: of.now + 0.5 }],
    ['nbf within the skew', { nbf: of.now + 5 }],
    ['nbf long past', { nbf: 0 }],
    ['iat within the skew', { iat: of.now + 5 }],
    ['iat of ten minutes ago', { iat: of.now - 605 }],
    ['no iat', { iat: undefined }],
    ['a jti of one character', { jti: 'x' }],
    ['a jti of 255 characters, each a surrogate pair', { jti: '😀'.repeat(255) }],
    ['claims of other names', { admin: true, __proto: { x: 1 }, nested: { a: [{ a: 1 }, { a: 2 }] } }],
  ])('%s', (_, changed) => expect(verify(claiming(changed))).toMatchObject({ active: true }));

  test('8 KiB, and not a character more', () => {
    const fill = (length: number) => claiming({ filler: 'x'.repeat(length) });
    let most = 5000;
    while (fill(most + 1).length <= 8192) most++;
    expect(verify(fill(most)).active).toBe(true);
    expect(verify(fill(most + 1))).toEqual(unknown);
  });

  test('the moment until which a jti must be kept, rounded up', () =>
    expect(verify(claiming({ exp: of.now + 0.25 }))).toMatchObject({ expiresAt: of.now + 6 }));

  test('a moment with a fraction', () => {
    const at = (more: number) => new Date((of.now + more) * 1000).toISOString();
    expect(verify(claiming({}), { now: at(64.999) }).active).toBe(true);
    expect(verify(claiming({}), { now: at(65) })).toMatchObject({ reason: 'EXPIRED_ASSERTION', kid: 'p256' });
  });
});

describe('a grant', () => {
  test('tells the user, the scope and the jti', () =>
    expect(grant({})).toMatchObject({ active: true, sub: 'ada', scope: 'read write', jti: 'once' }));
  test('may do without jti and scope', () =>
    expect(grant({ jti: undefined, scope: undefined })).toMatchObject({ active: true, jti: null, scope: null }));
  test.each([[['read']], [1], [null], ['a\r\nb']])('does not count with the scope %j', (scope) =>
    expect(grant({ scope })).toMatchObject({ active: false, reason: 'CLAIMS' }),
  );
  test('is not for the client itself, in capitals either', () =>
    expect(grant({ sub: of.clientId.toUpperCase() })).toMatchObject({ active: false, reason: 'CLAIMS' }));
  test('may have a long user', () => expect(grant({ sub: 'x'.repeat(255) }).active).toBe(true));
  test.each(['JWT', 'authorization-grant+jwt'])('may be of typ %s', (typ) =>
    expect(verify(jws({ ...header, typ }, grantClaims, es256), { use: 'GRANT' }).active).toBe(true),
  );
});

describe('without kid', () => {
  const nameless = (alg = 'ES256', signing = es256) => jws({ alg }, claims, signing);
  const having = (...keypairs: object[]) => verify(nameless(), {}, { keypairs });
  const good = keypair('p256', p256.publicKey);
  const other = keypair('other', stranger.publicKey);
  const revoked = { status: 'REVOKED' } as const;

  test('the only key of its type that counts now is meant', () => {
    expect(verify(nameless())).toMatchObject({ active: true, kid: 'p256' });
    expect(verify(nameless('RS256', rs256))).toMatchObject({ active: true, kid: 'rsa' });
  });
  test('of two that count none is', () => {
    expect(having(good, other)).toEqual(unknown);
    expect(having(other, good)).toEqual(unknown);
  });
  test('keys that count elsewhere, or no longer, do not matter beside one that does', () => {
    const elsewhere = keypair('elsewhere', stranger.publicKey, { environment: 'PRODUCTION' });
    expect(having(keypair('gone', stranger.publicKey, revoked), good, elsewhere)).toMatchObject({ active: true });
  });
  test('the only key is told what is wrong with it', () =>
    expect(having(keypair('gone', p256.publicKey, revoked))).toMatchObject({
      active: false,
      reason: 'REVOKED',
      kid: 'gone',
    }));
  test('of two keys that do not count none is told', () =>
    expect(having(keypair('gone', p256.publicKey, revoked), keypair('late', p256.publicKey, revoked))).toEqual(
      unknown,
    ));
});

describe('with kid', () => {
  test('of two that it names, the one that counts is meant', () => {
    const twins = [keypair('p256', stranger.publicKey, { status: 'REVOKED' }), keypair('p256', p256.publicKey)];
    expect(verify(headed({}), {}, { keypairs: twins }).active).toBe(true);
  });
  test('a key of another type under the same kid is not meant', () => {
    const twins = [keypair('p256', rsa.publicKey), keypair('p256', p256.publicKey)];
    expect(verify(headed({}), {}, { keypairs: twins }).active).toBe(true);
  });
  test('a small RSA key verifies nothing', () => {
    const small = newKeyPair('rsa', { modulusLength: 1024 });
    expect(verify(headed({ alg: 'RS256' }, rs256), {}, { keypairs: [keypair('p256', small.publicKey)] })).toEqual(
      unknown,
    );
  });
});

describe('the state of the client', () => {
  test.each([
    ['DISABLED', 'DISABLED'],
    ['DELETED', 'REVOKED'],
  ])('%s is told as %s to who signed', (status, reason) =>
    expect(verify(claiming({}), {}, { status })).toEqual({
      active: false,
      reason,
      keypairId: 'id of p256',
      kid: 'p256',
    }),
  );
  test.each(['DISABLED', 'DELETED'])('%s is told to nobody else', (status) =>
    expect(verify(headed({}, ecdsa(stranger.privateKey)), {}, { status })).toEqual(unknown),
  );
});
