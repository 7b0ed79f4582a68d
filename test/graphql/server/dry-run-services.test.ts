import { expect, test } from '@jest/globals';
import { graphql } from 'graphql';
import { parsePublicKey } from '../../../src/adapters/crypto/public-keys/parse-public-key.js';
import { argumentsText } from '../../../src/app/commands/idempotency/arguments-text.js';
import { planner } from '../../../src/app/commands/plan.js';
import { asRfc8252 } from '../../../src/domain/redirect-uris/redirect-uri-policy.js';
import { makeSchema } from '../../../src/graphql/server/schema.js';
import { newKeyPair } from '../../kit/facts/key-pair.js';
import { aCaller, aKeyIn, aStore, atNoon } from '../../kit/stores/shell.js';

const schema = makeSchema();

/** What a dry run may use; whoever asks for more, such as the mint, the handler or the records, gets an error. */
async function servicesOfADryRun() {
  const store = await aStore();
  const integratorKeyId = await aKeyIn(store);
  const append = () => Promise.reject(new Error('appended'));
  const now = () => atNoon;
  const services = {
    plan: planner({ store: { ...store, append }, now }),
    now,
    parsePublicKey,
    redirectUriPolicy: asRfc8252,
    session: () => aCaller(),
    measure: () => undefined,
    log: { info: () => undefined },
    overGet: false,
  };
  // `then` is only asked whether the context is a promise
  const contextValue = new Proxy(services, {
    get(target, name) {
      if (!(name in target) && name !== 'then') throw new Error(`A dry run uses ${String(name)}.`);
      return Reflect.get(target, name) as unknown;
    },
  });
  return { store, integratorKeyId, contextValue };
}

const publicKey = newKeyPair('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' });
const idempotencyKey = 'a name for this attempt';
const several = { addSecrets: [{}, {}], addKeypairs: [{}, { modulusLength: 4096 }], addRedirectUris: [] };

test.each<[verb: string, input: object, types: string[]]>([
  ['createIntegratorKey', { name: 'Planned', mobileApp: true }, ['KeyCreated', 'MobileAppMarked']],
  ['renameIntegratorKey', { name: 'Planned' }, ['KeyRenamed']],
  ['addRedirectUri', { redirectUri: 'https://app.example/cb' }, ['RedirectUriAdded']],
  ['addSecret', {}, ['SecretAdded']],
  ['addKeypair', { modulusLength: 4096 }, ['KeypairAdded']],
  ['uploadPublicKey', { publicKey }, ['KeypairAdded']],
  ['saveIntegratorKey', several, ['SecretAdded', 'SecretAdded', 'KeypairAdded', 'KeypairAdded']],
])('%s is planned without mint, pool, records and append', async (verb, given, types) => {
  const { store, integratorKeyId, contextValue } = await servicesOfADryRun();
  const head = await store.head();
  const on = verb === 'createIntegratorKey' ? {} : { integratorKeyId };
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) { ${verb}(input: $input) { userErrors { code } position plannedEvents { type } } }`;
  const variableValues = { input: { ...on, ...given, idempotencyKey, dryRun: true } };
  const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
  expect(errors).toBeUndefined();
  expect(data?.[verb]).toEqual({ userErrors: [], position: null, plannedEvents: types.map((type) => ({ type })) });
  expect(await store.head()).toBe(head);
});

test.each([{}, { dryRun: false }, { dryRun: null }])(
  'the arguments on record are those of releases without dryRun: %j',
  async (said) => {
    const { integratorKeyId, contextValue } = await servicesOfADryRun();
    const recorded: string[] = [];
    const idempotently = ({ given }: { given: object }) => {
      recorded.push(argumentsText(given));
      return Promise.resolve({ userErrors: [] });
    };
    const source = `mutation ($input: RenameIntegratorKeyInput!) { renameIntegratorKey(input: $input) { position } }`;
    const variableValues = { input: { integratorKeyId, name: 'Once', idempotencyKey, ...said } };
    const recording = Object.assign(Object.create(contextValue) as typeof contextValue, { idempotently });
    const { errors } = await graphql({ schema, source, variableValues, contextValue: recording });
    expect([errors, recorded]).toEqual([undefined, [`{"integratorKeyId":"${integratorKeyId}","name":"Once"}`]]);
  },
);
