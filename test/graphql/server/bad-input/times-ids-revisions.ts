import { asked, canary, mutation, type Row, type World } from './world.js';

const past = '2020-01-01T00:00:00.000Z';
const [early, late] = ['2031-01-01T00:00:00.000Z', '2032-01-01T00:00:00.000Z'];
const secret = (given: object) => mutation('addSecret', { ...given });
const BAD = '400 BAD_USER_INPUT';

const times: readonly Row[] = [
  ['an expiry in the past', secret({ expiresAt: past }), '200 EXPIRY_IN_THE_PAST expiresAt'],
  ['an expiry in the past, of a keypair', mutation('addKeypair', { expiresAt: past }), '200 EXPIRY_IN_THE_PAST expiresAt'],
  ['an expiry in the past, among others', mutation('saveIntegratorKey', { addSecrets: [{}, { expiresAt: past }] }), '200 EXPIRY_IN_THE_PAST addSecrets.1.expiresAt'],
  ['an end before the beginning', secret({ notBefore: late, expiresAt: early }), '200 EXPIRY_BEFORE_START expiresAt'],
  ['an end at the beginning', secret({ notBefore: late, expiresAt: late }), '200 EXPIRY_BEFORE_START expiresAt'],
  ['a time that is none', secret({ expiresAt: canary }), BAD],
  ['the 30th of February', secret({ expiresAt: '2031-02-30T00:00:00.000Z' }), BAD],
  ['a time without a zone', secret({ expiresAt: '2031-01-01T00:00:00' }), BAD],
  ['a year of five digits', secret({ expiresAt: '+012031-01-01T00:00:00.000Z' }), BAD],
  ['an offset into the year 10000', secret({ expiresAt: '9999-12-31T23:59:59.000-01:00' }), BAD],
  ['an object for a time', secret({ expiresAt: { [canary]: canary } }), BAD],
]; // prettier-ignore

const on = (given: (world: World) => Record<string, unknown>, verb = 'markMobileApp') => mutation(verb, given);
const MISSING = '200 KEY_NOT_FOUND integratorKeyId';

const ids: readonly Row[] = [
  ['a key that is not there', on(({ missing }) => ({ integratorKeyId: missing })), MISSING, ({ missing }) => [missing]],
  ["another account's key", on(({ foreign }) => ({ integratorKeyId: foreign.integratorKeyId })), MISSING, ({ foreign }) => [foreign.integratorKeyId]],
  ["another account's key and its secret", on(({ foreign }) => ({ ...foreign, position: undefined, redirectUriId: undefined, keypairId: undefined }), 'revokeSecret'), MISSING, ({ foreign }) => [foreign.secretId]],
  ["another account's secret at one's own key", on(({ foreign }) => ({ secretId: foreign.secretId }), 'revokeSecret'), '200 SECRET_NOT_FOUND secretId', ({ foreign }) => [foreign.secretId]],
  ["another account's keypair at one's own key", on(({ foreign }) => ({ keypairId: foreign.keypairId }), 'revokeKeypair'), '200 KEYPAIR_NOT_FOUND keypairId', ({ foreign }) => [foreign.keypairId]],
  ["another account's redirect URI at one's own key", on(({ foreign }) => ({ redirectUriId: foreign.redirectUriId }), 'removeRedirectUri'), '200 REDIRECT_URI_NOT_FOUND redirectUriId', ({ foreign }) => [foreign.redirectUriId]],
  ['a redirect URI that is not there, among others', mutation('saveIntegratorKey', ({ own, missing }) => ({ removeRedirectUriIds: [own.redirectUriId, missing] })), '200 REDIRECT_URI_NOT_FOUND removeRedirectUriIds.1', ({ missing }) => [missing]],
  ['an id that is none', on(() => ({ integratorKeyId: canary })), '200 ID_INVALID integratorKeyId'],
  ['an id with a NUL', on(({ own }) => ({ integratorKeyId: `${own.integratorKeyId}\0` })), '200 ID_INVALID integratorKeyId'],
  ['an id that would be SQL', on(() => ({ secretId: `${canary}' OR '1'='1` }), 'revokeSecret'), '200 ID_INVALID secretId'],
  ['an id that is a number', on(() => ({ keypairId: 7 }), 'revokeKeypair'), '200 ID_INVALID keypairId'],
  ['an id that is a list', on(() => ({ integratorKeyId: [canary] })), BAD],
  ['no id', asked('mutation { markMobileApp(input: {}) { position } }'), '400 GRAPHQL_VALIDATION_FAILED'],
]; // prettier-ignore

const CONFLICT = '200 REVISION_CONFLICT expectedRevision';
const at = (expectedRevision: unknown) => mutation('renameIntegratorKey', { name: canary, expectedRevision });

const revisions: readonly Row[] = [
  ['a stale revision', at(0), CONFLICT],
  ['a revision to come', at(99), CONFLICT],
  ['a negative revision', at(-1), CONFLICT],
  ['a stale revision of several changes', mutation('saveIntegratorKey', { name: canary, addSecrets: [{}], expectedRevision: 0 }), CONFLICT],
  ["a revision of another account's key", mutation('renameIntegratorKey', ({ foreign }) => ({ integratorKeyId: foreign.integratorKeyId, name: canary, expectedRevision: 0 })), MISSING],
  ['a revision of 33 bits', at(2 ** 32), BAD],
  ['a broken revision', at(1.5), BAD],
  ['a revision that is a text', at(canary), BAD],
]; // prettier-ignore

/** Times that are over or none, ids of nobody or of somebody else, revisions that are not the current one. */
export const timesIdsRevisions: readonly Row[] = [...times, ...ids, ...revisions];
