import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import { graphqlPermissions } from '../../src/app/access/permissions.js';
import { decode, decodeAccountEvent, isOfAudit } from '../../src/app/log/decode.js';
import { checkpointFactIn, checkpointSchemaVersions } from '../../src/app/proof/checkpoint-events.js';
import { isOrigin } from '../../src/app/proof/checkpoint.js';
import { originIn } from '../../src/app/proof/signed-checkpoint.js';
import type { StoredEvent } from '../../src/app/log/event-store.js';
import type { Facts, KeyEventType } from '../../src/domain/key/facts.js';
import { evolve, noKey, type Key } from '../../src/domain/key/key.js';
import { accountSchemaVersions } from '../../src/domain/account/schema-versions.js';
import { evolve as evolveAccount, newAccount } from '../../src/domain/account/account.js';
import { noSecretSettings } from '../../src/domain/account/secret-settings.js';
import { schemaVersions } from '../../src/domain/key/schema-versions.js';
import { foldKeyDetails } from '../../projections/key-details/fold.js';
import { foldCredentials } from '../../projections/credentials/fold.js';
import type { Credentials } from '../../projections/credentials/row.js';
import { curveOf } from '../../src/domain/keypairs/algorithms.js';
import type { KeypairAdded } from '../../src/domain/keypairs/facts.js';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { everyVerb } from '../e2e/every-verb.js';
import { startServer } from '../kit/server/server-process.js';
import { newDirectory } from '../e2e/temporary-directories.js';
import { files, jsonOf } from './repository.js';

const ajv = addFormats.default(new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }));
const allVersions = { ...schemaVersions, ...accountSchemaVersions };
const keptVersions = { ...allVersions, ...checkpointSchemaVersions };
const versions = Object.entries(keptVersions).flatMap(([type, version]) =>
  Array.from({ length: version }, (_, before) => `${type}.v${before + 1}`),
);

interface ObjectSchema {
  $id: string;
  description: string;
  additionalProperties: boolean;
  required: string[];
  properties: Record<string, { description?: string }>;
}
const schemaOf = (name: string) => jsonOf<ObjectSchema>(`schema/events/${name}.json`);
const validators = new Map<string, ValidateFunction>();
const ofMetadata = ['metadata.v1', 'metadata.v2', 'checkpointMetadata.v1'];
for (const name of [...versions, ...ofMetadata]) validators.set(name, ajv.compile(schemaOf(name)));

function metadataSchema(metadata: object): string {
  if (!('account' in metadata)) return 'checkpointMetadata.v1';
  return 'proposalId' in metadata ? 'metadata.v2' : 'metadata.v1';
}

/** What is wrong with an event, by its schema and by that of the metadata. */
function faultsOf({ type, data, metadata }: Pick<StoredEvent, 'type' | 'data' | 'metadata'>): string[] {
  const { schemaVersion } = metadata as { schemaVersion: number };
  const parts = [[`${type}.v${schemaVersion}`, data] as const, [metadataSchema(metadata), metadata] as const];
  return parts.flatMap(([name, value]) => {
    const validate = validators.get(name);
    if (!validate) return [`there is no schema ${name}`];
    return validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${name}${instancePath} ${message}`);
  });
}

const named = (folder: string) =>
  files(folder).flatMap((path) =>
    path.slice(folder.length).includes('/') ? [] : path.slice(folder.length, -'.json'.length),
  );

describe('schemas', () => {
  test('there is one, and a sample, for every version of every event, and no other', () => {
    expect(named('schema/events/').sort()).toEqual([...versions, ...ofMetadata].sort());
    const sampled = named('schema/events/samples/').map((name) => name.split('.').slice(0, 2).join('.')); // more than one form
    expect([...new Set(sampled)].sort()).toEqual([...versions].sort());
  });

  test.each([...validators.keys()])('%s is closed, says what everything is, and requires all of it', (name) => {
    const { $id, description, additionalProperties, required, properties } = schemaOf(name);
    expect($id).toMatch(new RegExp(`/${name.replace('.', '\\.')}\\.json$`));
    expect(additionalProperties).toBe(false);
    expect(required).toEqual(Object.keys(properties));
    for (const told of [description, ...Object.values(properties).map((property) => property.description)])
      expect(told).toMatch(/\S.*[^ ]$/);
  });
});

/** A life in which every event happens, in an order in which it can. */
const life: KeyEventType[] = [
  'KeyCreated',
  'KeyRenamed',
  'KeyDescribed',
  'PolicyLinksSet',
  'MobileAppMarked',
  'MobileAppUnmarked',
  'RedirectUriAdded',
  'RedirectUriRemoved',
  'SecretAdded',
  'SecretDisabled',
  'SecretEnabled',
  'SecretRetirementScheduled',
  'SecretRetirementCancelled',
  'SecretRelabelled',
  'BrownoutScheduled',
  'BrownoutCancelled',
  'SecretRevoked',
  'KeypairAdded',
  'KeypairDisabled',
  'KeypairEnabled',
  'KeypairRetirementScheduled',
  'KeypairRetirementCancelled',
  'KeypairRelabelled',
  'KeypairRevoked',
  'CredentialExpiryApproaching',
  'KeyDisabled',
  'KeyEnabled',
  'GoLiveRequested',
  'GoLiveRequestWithdrawn',
  'GoLiveDeclined',
  'GoLiveApproved',
  'ProductionSuspended',
  'ProductionResumed',
  'ChangeProposed',
  'ChangeApproved',
  'ChangeDeclined',
  'ChangeWithdrawn',
  'OwnershipTransferred',
  'KeyDeleted',
];

describe('samples, kept for ever', () => {
  const stored = life.map((type, revision): StoredEvent => ({
    ...jsonOf<Pick<StoredEvent, 'id' | 'type' | 'data' | 'metadata'>>(`schema/events/samples/${type}.v1.json`),
    stream: 'integratorKey-230546a7-9c55-40ad-8fbf-af205d5494ad',
    revision,
    position: `log_${revision}`,
  }));

  test.each(stored)('$type validates', (sample) => {
    expect(faultsOf(sample)).toEqual([]);
  });

  test('decode and fold to a key that is gone, as its owner left it', () => {
    expect([...life].sort()).toEqual(Object.keys(schemaVersions).sort());
    const events = stored.map(decode);
    const key = events.reduce<Key>(evolve, noKey);
    expect(key).toMatchObject({
      status: 'DELETED',
      owner: 'grace@acme.example',
      name: 'Contract Portal Zürich',
      mobileApp: false,
      redirectUris: [],
      secrets: [{ status: 'REVOKED' }],
      keypairs: [{ status: 'REVOKED' }],
    });
    expect(events.reduce<KeyDetails | undefined>(foldKeyDetails, undefined)).toMatchObject({
      status: 'DELETED',
      revision: 38,
    });
  });

  const account = Object.keys(accountSchemaVersions).map((type, revision): StoredEvent => ({
    ...jsonOf<Pick<StoredEvent, 'id' | 'type' | 'data' | 'metadata'>>(`schema/events/samples/${type}.v1.json`),
    stream: 'keyledgerAccount-YWNtZQ',
    revision,
    position: `log_${revision}`,
  }));

  test.each(account)('$type of an account validates', (sample) => expect(faultsOf(sample)).toEqual([]));

  test('decode and fold to an account, too', () => {
    expect(account.map(decodeAccountEvent).reduce(evolveAccount, newAccount)).toMatchObject({
      policy: { productionChanges: 'FOUR_EYES' },
      proposals: [{ proposedBy: 'ada@acme.example', policy: { productionChanges: 'DIRECT' }, status: 'DECLINED' }],
    });
  });

  test.each(Object.keys(checkpointSchemaVersions))('%s of the log itself validates', (type) => {
    const sample = jsonOf<StoredEvent>(`schema/events/samples/${type}.v1.json`);
    expect(faultsOf(sample)).toEqual([]);
    expect(isOrigin(originIn(checkpointFactIn(sample)))).toBe(true);
  });

  const later = named('schema/events/samples/').filter((name) => !/\.v1$/.test(name));
  const isOfAccount = (name: string) => name.split('.')[0]! in accountSchemaVersions;

  test.each(later.filter(isOfAccount))('%s validates, and says more than the first version', (name) => {
    const sample = jsonOf<StoredEvent>(`schema/events/samples/${name}.json`);
    expect(faultsOf(sample)).toEqual([]);
    const place = { stream: 'keyledgerAccount-YWNtZQ', revision: 0, position: 'log_0' };
    const first = jsonOf<StoredEvent>(`schema/events/samples/${sample.type}.v1.json`);
    const [before, now] = [first, sample].map((one) => decodeAccountEvent({ ...one, ...place }));
    expect(before?.data).toEqual({ ...first.data, ...noSecretSettings });
    expect(now?.data).toEqual(sample.data);
    const settings = { longestSecretLife: 'P90D', secretExpiryRequired: true, maxSecretsPerEnvironment: 2 };
    const { policy, proposals } = [now!].reduce(evolveAccount, newAccount);
    expect(proposals[0]?.policy ?? policy).toMatchObject(settings);
  });

  test.each(later.filter((name) => !isOfAccount(name)))(
    '%s validates, in the place of the first version too, and is in every view',
    (name) => {
      const sample = jsonOf<StoredEvent>(`schema/events/samples/${name}.json`);
      expect(faultsOf(sample)).toEqual([]);
      const instead = stored.slice(0, life.indexOf(sample.type as KeyEventType) + 1);
      const { stream, revision, position } = instead.pop()!;
      const events = [...instead, { ...sample, stream, revision, position }].map(decode);
      if (sample.type === 'SecretRevoked')
        return expect(events.reduce<Key>(evolve, noKey)).toMatchObject({ secrets: [{ status: 'REVOKED' }] });
      if (sample.type === 'ChangeProposed')
        return expect(events.reduce<KeyDetails | undefined>(foldKeyDetails, undefined)).toMatchObject({
          proposals: [{ change: (sample.data as Facts['ChangeProposed']).change }],
        });
      const { keypairId: id, kid, algorithm } = sample.data as unknown as KeypairAdded;
      expect(events.reduce<Key>(evolve, noKey)).toMatchObject({ keypairs: [{ keypairId: id, kid }] });
      expect(events.reduce<KeyDetails | undefined>(foldKeyDetails, undefined)).toMatchObject({
        keypairs: [{ id, kid, algorithm, curve: curveOf(algorithm) }],
      });
      expect(events.reduce<Credentials | undefined>(foldCredentials, undefined)).toMatchObject({
        keypairs: [{ keypairId: id, kid, algorithm }],
      });
    },
  );

  test('a curve with a modulus, or RSA without, is a fault', () => {
    for (const [form, more] of [
      ['es256', { modulusLength: 2048 }],
      ['ps256', { modulusLength: null }],
      ['eddsa', { algorithm: 'RS256' }],
    ] as const) {
      const sample = jsonOf<StoredEvent>(`schema/events/samples/KeypairAdded.v2.${form}.json`);
      expect(faultsOf({ ...sample, data: { ...sample.data, ...more } })).not.toEqual([]);
    }
  });

  test('a plain text beside the digest, or a key that is private, is a fault', () => {
    const [secret, keypair] = ['SecretAdded', 'KeypairAdded'].map((type) =>
      stored.find((sample) => sample.type === type),
    );
    expect(faultsOf({ ...secret!, data: { ...secret?.data, plainText: 'kl_demo_x' } })).toEqual([
      'SecretAdded.v1 must NOT have additional properties',
    ]);
    const publicKeyPem = '-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----\n';
    expect(faultsOf({ ...keypair!, data: { ...keypair?.data, publicKeyPem } })).toHaveLength(1);
    expect(faultsOf({ ...secret!, metadata: { ...secret?.metadata, token: 'x' } })).toHaveLength(1);
  });
});

describe('what the server writes', () => {
  let written: StoredEvent[] = [];
  let verbs: string[] = [];

  beforeAll(async () => {
    const dataDirectory = await newDirectory();
    const server = await startServer(dataDirectory);
    verbs = (await everyVerb(server)).verbs;
    await server.stop();
    const store = await openSqliteEventStore({ dataDirectory, onFatal: (error) => expect(error).toBeUndefined() });
    for await (const page of store.readAll()) written = [...written, ...page.filter((event) => !isOfAudit(event))];
    await store.close();
  });

  test('is the work of every mutation there is', () => {
    const keys = [
      'integratorKey',
      'integratorKeys',
      'expiringCredentials',
      'policyViolations',
      'keyEvents',
      'goLiveRequests',
      'validity',
      'wasValid',
      'validDuring',
      'auditLog',
      'keyDiff',
      'environmentDiff',
    ];
    const reads = ['viewer', ...keys, 'checkRedirectUri', 'verifyClientSecret', 'findCredential'];
    expect([...new Set([...verbs, ...reads])].sort()).toEqual(Object.keys(graphqlPermissions).sort());
  });

  test('has every event in it', () => {
    const byClock = ['CredentialExpiryApproaching']; // no mutation makes it
    const types = new Set([...written.map(({ type }) => type as string), ...byClock]);
    expect([...types].sort()).toEqual(Object.keys(allVersions).sort());
  });

  test('is what the schemas say, and nothing more', () => {
    expect(written.flatMap((event) => faultsOf(event).map((fault) => `${event.type}: ${fault}`))).toEqual([]);
  });
});
