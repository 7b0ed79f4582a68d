import { registerEnumType } from 'type-graphql';
import type { Match } from '../../domain/redirect-uris/match-redirect-uri.js';
import { refusals, type RefusalCode } from '../../domain/refusal/codes.js';
import type { KeyFormat as Format } from '../../app/credentials/ports.js';
import type { Role } from '../../app/access/actor.js';
import type { VerificationFailure } from '../../../projections/credentials/verify-client-secret.js';
import type { SortField as ListSortField } from '../../../projections/key-details/list.js';
import type { CredentialStatus as Status } from '../../domain/credentials/credential.js';
import type { ExistingKey } from '../../domain/key/key.js';
import type { Environment as Env } from '../../domain/values/environment.js';
import type { KeypairAdded, SourceOfKeypair } from '../../domain/keypairs/facts.js';
import type { ActorKind as Kind } from '../../domain/key/recorded.js';

/** One GraphQL enum from a table value -> description. Its names are the values in capitals. */
function enumOf<Value extends string>(name: string, description: string, table: Record<Value, string>) {
  const values = Object.keys(table) as Value[];
  const object = Object.fromEntries(values.map((value) => [value.toUpperCase(), value])) as Record<
    Uppercase<Value>,
    Value
  >;
  const described = values.map((value) => [value.toUpperCase(), { description: table[value] }]);
  registerEnumType(object, { name, description, valuesConfig: Object.fromEntries(described) as never });
  return object;
}

export const Environment = enumOf<Env>('Environment', 'Where credentials count. Every key is born in demo.', {
  DEMO: 'For building and trying.',
  PRODUCTION: 'For real users; open to a key that is live.',
});

export const KeyStatus = enumOf<ExistingKey['status']>('IntegratorKeyStatus', 'Whether a key can be used.', {
  ACTIVE: 'In use.',
  DISABLED: 'Switched off for the time being: no redirect URI matches, no secret counts.',
  DELETED: 'Gone for good; only its history is left.',
});

export const CredentialStatus = enumOf<Status>('CredentialStatus', 'Whether a secret or a keypair can be used.', {
  ACTIVE: 'In use, within its dates.',
  DISABLED: 'Switched off for the time being.',
  REVOKED: 'Gone for good.',
});

export const ClientType = enumOf<'CONFIDENTIAL' | 'PUBLIC'>('ClientType', 'Client type, RFC 6749 2.1.', {
  CONFIDENTIAL: 'Can keep a secret.',
  PUBLIC: 'Cannot keep a secret: a mobile or client-side app.',
});

export const KeypairSource = enumOf<SourceOfKeypair>('KeypairSource', 'Where a keypair was made.', {
  GENERATED: 'Here; the private key was shown once and never stored.',
  UPLOADED: 'Elsewhere; only the public key came here.',
});

export const KeyFormat = enumOf<Format>('KeypairFormat', 'How a new keypair is shown.', {
  PKCS8: 'Private key in PKCS#8, public key in SubjectPublicKeyInfo, PEM.',
  PKCS1: 'Both in PKCS#1 (RFC 8017 A.1), PEM: for clients that read nothing else.',
});

export const KeypairAlgorithm = enumOf<KeypairAdded['algorithm']>('KeypairAlgorithm', 'JWS algorithm, RFC 7518 3.1.', {
  RS256: 'RSASSA-PKCS1-v1_5 with SHA-256.',
});

export const ActorKind = enumOf<Kind>('ActorKind', 'What sort of actor somebody is.', {
  user: 'A person.',
  service: 'A program with a token of its own.',
  system: 'Keyledger itself.',
});

export const RoleEnum = enumOf<Role>('Role', 'What a token allows.', {
  ADMINISTRATOR: 'Everything in its account.',
  DEVELOPER: 'Everything with its own keys.',
  REVIEWER: 'Reads its account, decides who goes live.',
  AUDITOR: 'Reads everything of its account, changes nothing.',
  AUTHORIZATION_SERVER:
    'Checks redirect URIs and secrets of every account, or of the one that its token names, and nothing else.',
});

export const RedirectUriMatch = enumOf<Match>('RedirectUriMatch', 'How a requested redirect URI matches.', {
  EXACT: 'Registered so, character for character.',
  LOOPBACK_PORT: 'Registered but for the port of a loopback IP literal, where any port matches (RFC 8252 7.3).',
  NONE: 'Not registered.',
});

export const VerificationReason = enumOf<VerificationFailure>('VerificationReason', 'Why a secret does not count.', {
  EXPIRED: 'Right, but past its expiry.',
  NOT_YET_VALID: 'Right, but before the start of its validity.',
  DISABLED: 'Right, but it or its key is disabled.',
  REVOKED: 'Right, but it was revoked, or its key deleted.',
  WRONG_ENVIRONMENT: 'Right, but of the other environment.',
  UNKNOWN: 'No such client, or no such secret at it: which of the two is not told.',
});

export const SortField = enumOf<ListSortField>('IntegratorKeySortField', 'What a list of keys is sorted by.', {
  NAME: 'By name, capital and small letters alike.',
  CREATED_AT: 'By when they were created.',
  UPDATED_AT: 'By when they last changed.',
});

export const SortDirection = enumOf<'ASC' | 'DESC'>('SortDirection', 'Which end of a list comes first.', {
  ASC: 'Smallest, first or oldest first.',
  DESC: 'Largest, last or newest first.',
});

export const AuthenticationMethod = enumOf<'IMPLICIT' | 'AUTHORIZATION_CODE' | 'SERVICE_INTEGRATION'>(
  'AuthenticationMethod',
  'A way in which an application signs in.',
  {
    IMPLICIT: 'Implicit Grant: a mobile or client-side app.',
    AUTHORIZATION_CODE: 'Authorization Code Grant; with PKCE for a mobile app, which has no secret.',
    SERVICE_INTEGRATION: 'Service Integration: a JWT signed with the private key of a keypair (RFC 7523).',
  },
);

export const Ingredient = enumOf<'REDIRECT_URI' | 'SECRET' | 'KEYPAIR'>(
  'AuthenticationIngredient',
  'What an authentication method needs.',
  {
    REDIRECT_URI: 'A redirect URI: step 7.',
    SECRET: 'A usable secret: step 8.',
    KEYPAIR: 'A usable keypair: step 9.',
  },
);

export const UserErrorCode = enumOf<RefusalCode>(
  'UserErrorCode',
  'Every "no" that a mutation can answer. More may join: treat one that you do not know as a refusal like any other.',
  refusals,
);
