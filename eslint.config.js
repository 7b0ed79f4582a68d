import graphql from '@graphql-eslint/eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What no part of the program does, wherever it is. */
const everywhere = [
  { selector: 'ExportDefaultDeclaration', message: 'Name what is exported: a default has as many names as importers.' },
  { selector: 'TSEnumDeclaration', message: 'A union of literals needs no code of its own.' },
  { selector: 'ClassDeclaration[abstract=true]', message: 'No base classes: functions and closures.' },
  {
    selector: "CallExpression[callee.name='generateKeyPairSync']:not(:has(Property[key.name='privateKeyEncoding']))",
    message: 'On Node 20 an export of a KeyObject that comes straight from the generator can wait for itself for ever.',
  },
];

/** The environment is read once, in one place, where its faults are told. */
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'The environment is read in src/config/config.ts only.',
};

/** Core rules that earn their place; the type-checked ones of typescript-eslint come on top. */
const core = {
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-console': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'off', // the type-checked one of typescript-eslint is on
  'no-new-func': 'error',
  'no-param-reassign': 'off', // a fold may narrow what it was given
  'no-template-curly-in-string': 'error',
  'no-unneeded-ternary': 'error',
  'no-useless-rename': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'no-var': 'error',
  'no-restricted-syntax': ['error', ...everywhere, environment],
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
};

/** Where the house has decided otherwise than the preset. */
const house = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/ban-ts-comment': ['error', { 'ts-ignore': true, 'ts-nocheck': true, 'ts-expect-error': true }],
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_+$', argsIgnorePattern: '^_' }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-confusing-void-expression': 'off', // `() => void f()` and short arrows read well
  '@typescript-eslint/no-extraneous-class': 'off', // GraphQL types and resolvers are classes by decorator
  '@typescript-eslint/require-await': 'off', // async also makes a rejection of what is thrown
  '@typescript-eslint/unbound-method': 'off', // ports are closures: their functions know where they belong
  '@typescript-eslint/no-misused-spread': 'off', // a text spread is its code points, an input spread is its fields: both meant
  '@typescript-eslint/no-unsafe-enum-comparison': 'off', // GraphQL's own enums are compared by their text
  '@typescript-eslint/no-meaningless-void-operator': 'off',
  '@typescript-eslint/no-unnecessary-type-parameters': 'off', // rows of a query: the caller says what they are
  '@typescript-eslint/no-generated-empty-object-type': 'off', // a fact without data
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off', // inputs are classes by decorator and plain by use
  '@typescript-eslint/prefer-promise-reject-errors': 'off', // what a worker or a driver threw is passed on as it is
};

/** A test asks for any answer, and looks at what came; what is there is told by its failing. */
const inTests = {
  'no-restricted-syntax': ['error', ...everywhere],
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/no-unsafe-call': 'off',
  '@typescript-eslint/no-unsafe-member-access': 'off',
  '@typescript-eslint/no-unsafe-return': 'off',
  '@typescript-eslint/no-non-null-assertion': 'off',
  '@typescript-eslint/no-unnecessary-condition': 'off',
  '@typescript-eslint/no-unnecessary-type-assertion': 'off',
  '@typescript-eslint/no-useless-default-assignment': 'off',
  '@typescript-eslint/restrict-plus-operands': 'off',
  '@typescript-eslint/restrict-template-expressions': 'off',
  '@typescript-eslint/no-base-to-string': 'off',
};

const { configs: presets } = graphql;
/** What is described: everything. */
const described = {
  types: true,
  rootField: true,
  DirectiveDefinition: true,
  FieldDefinition: true,
  InputValueDefinition: true,
  EnumValueDefinition: true,
};
/** Types that are no things: answers, pages, parts of a thing. Nothing would be cached by an id of theirs. */
const withoutId = {
  suffixes: ['Payload', 'Connection', 'Edge'],
  types: [
    'AuthenticationMethodReadiness',
    'CredentialSearch',
    'EffectivePolicy',
    'ExpiringCredential',
    'FoundCredential',
    'HeldDelivery',
    'WebhookDelivery',
    'SafeToRetire',
    'ExpiryReminder',
    'PolicyViolation',
    'ClientSecretVerification',
    'CreatedKeypair',
    'CreatedSecret',
    'KeyEventDetail',
    'NearestRedirectUri',
    'Usage',
    'PageInfo',
    'PlannedEvent',
    'RedirectUriCheck',
    'UserError',
    'ComparedRedirectUri',
    'ComparedRedirectUris',
    'CountingCredentials',
    'EnvironmentDiff',
    'ValidityInterval',
    'ValidityOverlap',
    'WasValid',
    'ProposedSecret',
    'ProposedSecretRotation',
    'ProposedKeypairRotation',
    'ProposedRedirectUri',
    'ProposedKeypair',
    'ProposedChange',
    'GoLiveInput',
    'GoLiveCriterion',
    'GoLive',
    'FieldChange',
    'AccountPolicy',
  ],
};

const [, { EnumValueDefinition: _, ...naming }] =
  presets['flat/schema-recommended'].rules['@graphql-eslint/naming-convention'];
/** The values of one enum are the types of events, and those of another the names of JWA (RFC 7518 3.1, RFC 8037 3.1), letter for letter. */
const asInTheLog = {
  'EnumValueDefinition[parent.name.value=EventType]': { style: 'PascalCase' },
  'EnumValueDefinition[parent.name.value=KeypairAlgorithm]': { requiredPattern: /^(RS256|PS256|ES256|EdDSA)$/ },
  'EnumValueDefinition[parent.name.value!=EventType][parent.name.value!=KeypairAlgorithm]': { style: 'UPPER_CASE' },
};

/** The SDL: the presets `schema-recommended` and `schema-relay`, and what they leave open. */
const ofTheSchema = {
  ...presets['flat/schema-recommended'].rules,
  ...presets['flat/schema-relay'].rules,
  '@graphql-eslint/naming-convention': ['error', { ...naming, ...asInTheLog }],
  '@graphql-eslint/require-description': ['error', described],
  '@graphql-eslint/strict-id-in-types': ['error', { exceptions: withoutId }],
  '@graphql-eslint/input-name': ['error', { checkInputType: true, caseSensitiveInputType: false }], // AddSecretInput of addSecret
  '@graphql-eslint/no-scalar-result-type-on-mutation': 'error',
  '@graphql-eslint/relay-edge-types': [
    'error',
    {
      withEdgeSuffix: true,
      listTypeCanWrapOnlyEdgeType: false, // at most 50 redirect URIs are a list and no pages; and pages have `nodes`
      shouldImplementNode: false, // there is no `node(id)`: who may see what is decided by what it belongs to
    },
  ],
};

/** The thirty steps: the preset `operations-recommended`. */
const ofTheExamples = {
  ...presets['flat/operations-recommended'].rules,
  '@graphql-eslint/naming-convention': 'off', // Step07a_AddRedirectUris: so a menu has them in order
  '@graphql-eslint/require-selections': 'off', // each selects what is to be looked at, not what a cache needs
};

const inRepository = (path) => `${import.meta.dirname}/${path}`;
const documents = ['docs/examples.graphql', 'docs/go-live.graphql', 'docs/audit.graphql', 'docs/rotation.graphql'];
const graphqlFile = (file, rules) => ({
  files: [file],
  plugins: { '@graphql-eslint': graphql },
  languageOptions: {
    parser: graphql.parser,
    parserOptions: {
      graphQLConfig: { schema: inRepository('schema/schema.graphql'), documents: documents.map(inRepository) },
    },
  },
  linterOptions: { noInlineConfig: true },
  rules,
});

export default defineConfig(
  globalIgnores(['dist/', 'data/', 'coverage/', 'reports/', '.stryker-tmp/', 'node_modules']),
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: ['./tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    rules: { ...core, ...house },
  },
  { files: ['src/config/config.ts'], rules: { 'no-restricted-syntax': ['error', ...everywhere] } },
  { files: ['test/**/*.ts', 'bench/**/*.ts'], rules: inTests },
  {
    // the type says what there is today; a digest read from an older log, or an older Node, may say otherwise
    files: ['src/adapters/crypto/secrets/secret-verifier.ts', 'src/adapters/sqlite/database/driver.ts'],
    rules: { '@typescript-eslint/no-unnecessary-condition': 'off' },
  },
  { files: ['src/cli/**/*.ts', 'src/main.ts'], rules: { 'no-console': 'off' } },
  graphqlFile('schema/schema.graphql', ofTheSchema),
  ...documents.map((file) => graphqlFile(file, ofTheExamples)),
);
