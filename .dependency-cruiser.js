/**
 * Who may know whom:
 *   main, server -> adapters -> app (ports) <- projections -> domain;  graphql, http -> operations -> app, projections, domain;
 *   cli -> app, projections, domain;  domain -> nothing.
 */
/** Only `from` may import the package(s); everybody else is told so. */
const onlyIn = (name, packages, from) => ({
  name,
  severity: 'error',
  from: { path: '^(src|projections)/', pathNot: from },
  to: { path: packages.map((one) => `node_modules/${one}(/|$)`) },
});

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const composition = ['^src/main\\.ts$', '^src/server/'];
const builtin = { dependencyTypesNot: ['core'] };

export default {
  forbidden: [
    forbid('no-cycles', 'What needs each other is one thing.', {}, { circular: true }),
    forbid(
      'no-orphans',
      'Nobody imports it and it starts nothing.',
      {
        orphan: true,
        path: '^(src|projections)/',
        pathNot: [
          '^src/main\\.ts$',
          '^src/cli/keyledger\\.ts$',
          '^src/needs-node\\.',
          '-worker\\.ts$',
          '/writer\\.ts$',
        ],
      },
      {},
    ),
    forbid('nothing-unresolved', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
    forbid(
      'only-what-is-declared',
      'A package that package.json does not name, or names for development only.',
      { path: '^(src|projections)/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'undetermined'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'domain-is-pure',
      'The rules import nothing outside: no clock, no disk, no chance.',
      { path: '^src/domain/' },
      { pathNot: '^src/domain/' },
    ),
    forbid(
      'app-knows-no-framework',
      'The shell knows the domain and Node.',
      { path: '^src/app/' },
      { pathNot: '^src/(app|domain)/', ...builtin },
    ),
    forbid(
      'only-the-composition-starts-jobs',
      'A job is at the end of the chain: it is listed, and nothing is made from it.',
      { path: '^(src|projections)/', pathNot: [...composition, '^src/app/jobs/'] },
      { path: '^src/app/jobs/' },
    ),
    forbid(
      'projections-fold-and-query',
      'A read model knows the facts, how the log names and proves them, and the port it is kept behind.',
      { path: '^projections/' },
      {
        pathNot: [
          '^projections/',
          '^src/domain/',
          '^src/app/(views/views|credentials/ports|proof/[^/]+|log/(decode|streams|event-store))\\.ts$',
        ],
      },
    ),
    forbid(
      'operations-know-no-transport',
      'What several edges ask knows the shell and the read models, and no edge.',
      { path: '^src/operations/' },
      { pathNot: '^(src/(operations|app|domain)|projections)/' },
    ),
    forbid(
      'only-edges-ask-operations',
      'An operation is the last step before an edge.',
      { path: '^(src|projections)/', pathNot: ['^src/(operations|graphql|http|server)/'] },
      { path: '^src/operations/' },
    ),
    forbid(
      'an-adapter-stands-alone',
      'An adapter knows the ports and not another adapter.',
      { path: '^src/adapters/([^/]+)/' },
      { path: '^(src|projections)/', pathNot: ['^src/adapters/$1/', '^src/app/', '^src/domain/'] },
    ),
    forbid(
      'only-the-composition-knows-adapters',
      'Everybody else is handed a port.',
      { path: '^(src|projections)/', pathNot: [...composition, '^src/cli/', '^src/adapters/'] },
      { path: '^src/adapters/' },
    ),
    forbid(
      'nobody-imports-the-composition',
      'It puts things together, and nothing is put together from it. But `keyledger work` is a server that does not listen.',
      { path: '^(src|projections)/', pathNot: [...composition, '^src/cli/commands/work\\.ts$'] },
      { path: composition },
    ),
    forbid(
      'edges-do-not-mix',
      'GraphQL knows nothing of HTTP or the command line.',
      { path: '^src/graphql/' },
      { path: ['^src/(http|cli|config|examples|server)/', '^src/[^/]+\\.ts$'] },
    ),
    forbid(
      'no-tests-in-the-product',
      'What ships stands without its tests.',
      { path: '^(src|projections)/' },
      { path: '^test/' },
    ),
    onlyIn(
      'graphql-libraries-at-the-edge',
      [
        'type-graphql',
        'class-validator',
        '@apollo/server',
        'graphql-query-complexity',
        '@graphile/depth-limit',
        'graphql-scalars',
        'ws',
        'reflect-metadata',
      ],
      '^src/graphql/',
    ),
    onlyIn('subscriptions', ['graphql-ws'], ['^src/graphql/', '^src/http/pages/ide/']),
    onlyIn('graphql-itself', ['graphql'], ['^src/graphql/', '^src/examples/', '^src/http/pages/ide/']),
    onlyIn('http-libraries', ['fastify', '@fastify/cors', '@as-integrations/fastify', 'prom-client'], '^src/http/'),
    onlyIn('pages-libraries', ['graphiql', 'react', 'react-dom'], '^src/http/pages/ide/'),
    onlyIn(
      'one-sqlite-driver',
      ['@photostructure/sqlite', 'better-sqlite3'],
      '^src/adapters/sqlite/database/driver\\.ts$',
    ),
    onlyIn('one-eventstoredb-client', ['@eventstore/db-client'], '^src/adapters/eventstoredb/'),
    onlyIn('one-zip-writer', ['fflate'], '^src/adapters/zip/'),
    onlyIn('webhooks', ['ipaddr.js', 'standardwebhooks'], '^src/adapters/webhooks/'),
    onlyIn('tokens', ['jose'], '^src/adapters/auth/'),
    onlyIn('traces', ['@opentelemetry/[^/]+'], '^src/adapters/traces/'),
    onlyIn('command-line', ['commander'], '^src/cli/'),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6'],
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
