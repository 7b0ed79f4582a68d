import { asked, canary, overHttp, type Row, type World } from './world.js';

/** A position of the same form, of another log. */
const elsewhere = ({ own }: World) => own.position.replace(/^./, (first) => (first === '0' ? '1' : '0'));
/** One of this log that is far from written. */
const toCome = ({ own }: World) => own.position.replace(/_.{4}/, '_0fff');
const BAD = '200 BAD_USER_INPUT';
const everywhere: Record<string, string> = {
  integratorKey: '{ integratorKey(id: "x", atLeast: $at) { id } }',
  integratorKeys: '{ integratorKeys(atLeast: $at) { totalCount } }',
  checkRedirectUri: '{ checkRedirectUri(clientId: "x", environment: DEMO, redirectUri: "x", atLeast: $at) { match } }',
  verifyClientSecret: '{ verifyClientSecret(clientId: "x", environment: DEMO, secret: "x", atLeast: $at) { active } }',
};
const position = (query: string, at: (world: World) => unknown) => (world: World) =>
  overHttp(world.server.ask(`query ($at: Position) ${query}`, { at: at(world) }));
const listed = everywhere['integratorKeys'] ?? '';

const positions: readonly Row[] = [
  ...Object.entries(everywhere).map(
    ([verb, query]): Row => [`${verb} at a position of another log`, position(query, elsewhere), BAD, (world) => [elsewhere(world)]],
  ),
  ['a position that is none', position(listed, () => canary), BAD],
  ['a position that is too short', position(listed, ({ own }) => own.position.slice(0, -1)), BAD, ({ own }) => [own.position.slice(0, -1)]],
  ['a position in capitals', position(listed, ({ own }) => own.position.toUpperCase().replace(/^(.)/, 'F')), BAD],
  ['an empty position', position(listed, () => ''), '400 BAD_USER_INPUT'],
  ['a position of 101 characters', position(listed, () => canary.padEnd(101, '0')), '400 BAD_USER_INPUT'],
  ['a position that is an object', position(listed, () => ({ [canary]: canary })), '400 BAD_USER_INPUT'],
  ['a position that is not written yet', position(listed, toCome), '200 UNAVAILABLE', (world) => [toCome(world)]],
]; // prettier-ignore

const page = (argument: string) => asked(`{ integratorKeys(${argument}) { totalCount } }`);
const history = (argument: string) =>
  asked(`{ integratorKeys(first: 1) { nodes { history(${argument}) { totalCount } } } }`);
const cursor = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');

const pages: readonly Row[] = [
  ['first: 1000', page('first: 1000'), BAD],
  ['first: 1000 of a history', history('first: 1000'), BAD],
  ['first: 101', page('first: 101'), BAD],
  ['first: 0', page('first: 0'), BAD],
  ['first: -1', page('first: -1'), BAD],
  ['last: 1000', page('last: 1000'), BAD],
  ['first and last', page('first: 1, last: 1'), BAD],
  ['first: 2 ** 31', page('first: 2147483648'), '400 GRAPHQL_VALIDATION_FAILED'],
  ['first as a text', page(`first: "${canary}"`), '400 GRAPHQL_VALIDATION_FAILED'],
  ['a cursor that is none', page(`after: "${canary}"`), BAD],
  ['an empty cursor', page('after: ""'), BAD],
  ['a cursor of another order', page(`after: "${cursor(['CREATED_AT', canary, canary])}"`), BAD, () => [cursor(['CREATED_AT', canary, canary])]],
  ['a cursor with a part too many', page(`after: "${cursor(['NAME', canary, canary, canary])}"`), BAD],
  ['a cursor of other types', page(`after: "${cursor(['NAME', 1, { [canary]: 1 }])}"`), BAD],
  ['a cursor with a NUL', page(`after: "${cursor(['NAME', `${canary}\0`, canary])}"`), BAD],
  ['a cursor that is padded', page(`after: "${cursor(['NAME', canary, canary])}="`), BAD],
  ['a cursor of keys for a history', history(`after: "${cursor(['NAME', canary, canary])}"`), BAD],
  ['a filter with a NUL', asked('query ($f: IntegratorKeyFilter) { integratorKeys(filter: $f) { totalCount } }', { f: { nameContains: `${canary}\0` } }), BAD],
]; // prettier-ignore

/** Positions of another log or of none, cursors of another list or of none, pages that are too large. */
export const places: readonly Row[] = [...positions, ...pages];
