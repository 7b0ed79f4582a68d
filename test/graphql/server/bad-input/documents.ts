import { asked, canary, overHttp, type Row } from './world.js';

const [TOKENS, ROOT_FIELDS, DEEP] = ['400 TOO_MANY_TOKENS', '400 TOO_MANY_ROOT_FIELDS', '400 TOO_DEEP'];
const [PARSE, VALIDATION, COST] = ['400 GRAPHQL_PARSE_FAILED', '400 GRAPHQL_VALIDATION_FAILED', '400 BAD_USER_INPUT'];
const many = (count: number, make: (n: number) => string) => Array.from({ length: count }, (_, n) => make(n)).join(' ');
const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);
const lists = (depth: number) =>
  `{ integratorKeys { nodes { ${'history { nodes { '.repeat(depth)} id ${'} }'.repeat(depth)} } } }`;
const page = 'integratorKeys(first: 100) { nodes { id name owner secrets { id } keypairs { id } } }';

/** Documents that cost somebody time. The first are also invalid: that they fail in parsing says that nobody validated them. */
export const documents: readonly Row[] = [
  ['1,500 fields', asked(`{ ${many(1500, (n) => `${canary}${n}`)} }`), ROOT_FIELDS],
  ['1,500 times the same field', asked(`{ ${many(1500, () => canary)} }`), VALIDATION],
  ['1,500 aliases of one field', asked(`{ ${many(1500, (n) => `a${n}: ${canary}`)} }`), TOKENS],
  ['fields that overlap, each to be compared with each', asked(`{ ${many(900, (n) => `x: ${canary}${n} { y }`)} }`), TOKENS],
  ['20,000 levels', asked(nested(20_000, '{a', '}')), TOKENS],
  ['20,000 lists in lists', asked(`{ ${canary}(a: ${nested(20_000, '[', ']')}) }`), PARSE],
  ['5,000 objects in objects', asked(`{ ${canary}(a: ${nested(5000, '{a:', '}')}) }`), TOKENS],
  ['600 fragments that spread each other', asked(`{ ...f0 } ${many(600, (n) => `fragment f${n} on ${canary} { ...f${n + 1} }`)}`), TOKENS],
  ['1,500 inline fragments', asked(`{ ${many(1500, () => `... on ${canary} { id }`)} }`), TOKENS],
  ['1,500 directives', asked(`{ viewer ${many(1500, () => `@${canary}`)} { id } }`), VALIDATION],
  ['1,000 variables', asked(`query (${many(1000, (n) => `$v${n}: ${canary}`)}) { viewer { id } }`), TOKENS],
  ['500 operations', asked(many(500, (n) => `query q${n} { ${canary} }`)), VALIDATION],
  ['500 arguments', asked(`{ ${canary}(${many(500, (n) => `a${n}: 1`)}) }`), VALIDATION],
  ['a syntax error', asked(`{ viewer { id } } "${canary}`), PARSE],
  ['a number without end', asked(`{ viewer(a: ${'9'.repeat(90_000)}x) { id } }`), PARSE],
  ['a character that is in no document', asked(`{ viewer { id } } ?${canary}`), PARSE],
  ['no document', asked(''), '400 BAD_REQUEST'],
  ['no operation', asked(`# ${canary}`), PARSE],
  ['nothing but a fragment', asked('fragment F on Viewer { id }'), VALIDATION],
  ['an unknown field', asked(`{ ${canary} }`), VALIDATION],
  ['a field name of 100,000 characters', asked(`{ ${canary.repeat(1900)} }`), VALIDATION],
  ['fragments in a circle', asked('{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }'), VALIDATION],
  ['depth', asked(`{ __schema { types { fields { type { ${'ofType { '.repeat(20)} name ${'} '.repeat(20)} } } } } }`), DEEP],
  ['lists in lists', asked(lists(8)), VALIDATION],
  ['20 aliases of a page', asked(`{ ${many(20, (n) => `a${n}: ${page}`)} }`), COST],
  ['pages of pages', asked('{ integratorKeys(first: 100) { nodes { history(first: 100) { nodes { id type } } } } }'), COST],
  ['an unknown operation', ({ server }) => overHttp(server.post({ query: '{ viewer { id } }', operationName: canary }, { authorization: `Bearer ${server.administrator}` })), '400 OPERATION_RESOLUTION_FAILURE'],
]; // prettier-ignore
