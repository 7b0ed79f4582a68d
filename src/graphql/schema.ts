import 'reflect-metadata';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { AddKeypair } from './add-keypair.js';
import { AddRedirectUri } from './add-redirect-uri.js';
import { AddSecret } from './add-secret.js';
import { CheckRedirectUri } from './check-redirect-uri.js';
import { CreateIntegratorKey } from './create-integrator-key.js';
import { DeleteIntegratorKey } from './delete-integrator-key.js';
import { DescribeIntegratorKey } from './describe-integrator-key.js';
import { DisableIntegratorKey } from './disable-integrator-key.js';
import { DisableKeypair } from './disable-keypair.js';
import { DisableSecret } from './disable-secret.js';
import { EnableIntegratorKey } from './enable-integrator-key.js';
import { EnableKeypair } from './enable-keypair.js';
import { EnableSecret } from './enable-secret.js';
import { guard } from './guard.js';
import { IntegratorKeyFields } from './integrator-key-fields.js';
import { IntegratorKeyQuery } from './integrator-key.js';
import { IntegratorKeysQuery } from './integrator-keys.js';
import { KeyEventsSubscription } from './key-events.js';
import { MarkMobileApp } from './mark-mobile-app.js';
import { RemoveRedirectUri } from './remove-redirect-uri.js';
import { RenameIntegratorKey } from './rename-integrator-key.js';
import { RevokeKeypair } from './revoke-keypair.js';
import { RevokeSecret } from './revoke-secret.js';
import { SaveIntegratorKey } from './save-integrator-key.js';
import { SetPolicyLinks } from './set-policy-links.js';
import { TransferOwnership } from './transfer-ownership.js';
import { DateTimeScalar } from './types/scalars.js';
import { UnmarkMobileApp } from './unmark-mobile-app.js';
import { UploadPublicKey } from './upload-public-key.js';
import { validateInput } from './validate-input.js';
import { VerifyClientSecret } from './verify-client-secret.js';
import { ViewerQuery } from './viewer.js';

const queries = [ViewerQuery, IntegratorKeyQuery, IntegratorKeysQuery, CheckRedirectUri, VerifyClientSecret];
const details = [RenameIntegratorKey, DescribeIntegratorKey, SetPolicyLinks, MarkMobileApp, UnmarkMobileApp];
const life = [DisableIntegratorKey, EnableIntegratorKey, DeleteIntegratorKey, TransferOwnership];
const secrets = [AddSecret, DisableSecret, EnableSecret, RevokeSecret];
const keypairs = [AddKeypair, UploadPublicKey, DisableKeypair, EnableKeypair, RevokeKeypair];
const mutations = [
  CreateIntegratorKey,
  ...details,
  ...life,
  AddRedirectUri,
  RemoveRedirectUri,
  ...secrets,
  ...keypairs,
  SaveIntegratorKey,
];

/** Subscriptions follow the views; nothing is published from inside this process. */
function unused(): never {
  throw new Error('subscriptions follow the views');
}

/** The three types that are made of all resolvers, and have no class to describe them at. */
function withRootsDescribed(schema: GraphQLSchema): GraphQLSchema {
  for (const [root, description] of [
    [schema.getQueryType(), 'What can be asked. Nothing here changes anything.'],
    [schema.getMutationType(), 'What can be changed: each happens whole, or not at all and says why in `userErrors`.'],
    [schema.getSubscriptionType(), 'What can be followed, by graphql-ws at the address of the queries.'],
  ] as const)
    if (root) root.description = description;
  return schema;
}

/** The whole schema, guarded. */
export function makeSchema(): GraphQLSchema {
  return guard(
    withRootsDescribed(
      buildSchemaSync({
        resolvers: [KeyEventsSubscription, IntegratorKeyFields, ...queries, ...mutations],
        scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
        validateFn: validateInput,
        pubSub: { publish: unused, subscribe: unused },
      }),
    ),
  );
}

/** The schema as text, sorted, so that a difference is a change. */
export const printedSchema = (): string => `${printSchema(lexicographicSortSchema(makeSchema()))}\n`;
