import { describe, expect, test } from '@jest/globals';
import { parse, print } from 'graphql';
import { breaksOf, surprisesOf } from './breaking-changes.js';
import { textOf } from './repository.js';

const released = textOf('schema/released.graphql');
const now = textOf('schema/schema.graphql');

/** Dangerous changes since the last release that are meant, and why; emptied by a release. */
const meant: Record<string, string> = {
  'VALUE_ADDED_TO_ENUM: ES256 was added to enum type KeypairAlgorithm.': 'EC keys can be uploaded',
  'VALUE_ADDED_TO_ENUM: EdDSA was added to enum type KeypairAlgorithm.': 'likewise Ed25519 keys',
  'VALUE_ADDED_TO_ENUM: PS256 was added to enum type KeypairAlgorithm.': 'and RSA keys that sign in that way',
  'VALUE_ADDED_TO_ENUM: ACTIVE_KEY was added to enum type AuthenticationIngredient.':
    'a disabled key was said to be ready',
  'VALUE_ADDED_TO_ENUM: EXPIRED was added to enum type CredentialStatus.': 'an expired secret was said to be active',
  'VALUE_ADDED_TO_ENUM: NOT_YET_VALID was added to enum type CredentialStatus.': 'likewise one that is not valid yet',
  'IMPLEMENTED_INTERFACE_ADDED: RecordedEvent added to interfaces implemented by KeyEvent.':
    'auditors read events of keys and of accounts in one list',
  'VALUE_ADDED_TO_ENUM: SUSPENDED was added to enum type VerificationReason.': 'production can be suspended',
  'VALUE_ADDED_TO_ENUM: BROWNOUT was added to enum type VerificationReason.': 'a secret in a brownout does not count',
  'VALUE_ADDED_TO_ENUM: RETIRING was added to enum type CredentialStatus.': 'one that was given its end still counts',
};

/** Breaking changes since the last release that are meant, and why nobody is broken; emptied by a release. */
const meantBreaks: Record<string, string> = {
  'FIELD_CHANGED_KIND: Keypair.modulusLength changed type from Int! to Int.':
    'of RSA it is there as before; the kinds of keys that have no modulus were refused until now',
  'FIELD_CHANGED_KIND: KeyEvent.type changed type from String! to EventType!.':
    'answers have the same text, letter for letter: the values of the enum are the types of the log',
};

describe('the contract since the last release (schema/released.graphql)', () => {
  test('breaks nobody', () => {
    expect(breaksOf(released, now).sort()).toEqual(Object.keys(meantBreaks).sort());
  });

  test('surprises nobody but where it is meant', () => {
    expect(surprisesOf(released, now).sort()).toEqual(Object.keys(meant).sort());
  });
});

/** The released SDL without its descriptions, which would be left behind by what is taken away below. */
const bare = print(parse(released.replace(/"""[^]*?"""/g, '')));

/** The same, changed in one place. */
function changed(from: string | RegExp, to: string, of = bare): string {
  const sdl = of.replace(from, to);
  expect(sdl).not.toBe(of);
  return sdl;
}
const inType = (type: string, line: RegExp) => new RegExp(`(?<=\\n${type} \\{[^}]*\\n)  ${line.source}`);
const lastFour = inType('type Secret', /lastFour: String!\n/);

describe('the gate sees', () => {
  test.each([
    ['a field removed', changed(lastFour, ''), 'FIELD_REMOVED: Secret.lastFour was removed.'],
    [
      'a type changed',
      changed(inType('type Secret', /lastFour: String!/), '  lastFour: Int!'),
      'FIELD_CHANGED_KIND: Secret.lastFour changed type from String! to Int!.',
    ],
    [
      'a field that may be null now',
      changed(inType('type Secret', /lastFour: String!/), '  lastFour: String'),
      'FIELD_CHANGED_KIND: Secret.lastFour changed type from String! to String.',
    ],
    [
      'an input field that is required now',
      changed(inType('input AddSecretInput', /label: String/), '  label: String!'),
      'FIELD_CHANGED_KIND: AddSecretInput.label changed type from String to String!.',
    ],
    [
      'an input field that joins and is required',
      changed('input AddSecretInput {\n', 'input AddSecretInput {\n  colour: String!\n'),
      'REQUIRED_INPUT_FIELD_ADDED: A required field colour on input type AddSecretInput was added.',
    ],
    [
      'an enum value removed',
      changed(/(?<=\nenum Environment \{[^}]*)\n {2}PRODUCTION/, ''),
      'VALUE_REMOVED_FROM_ENUM: PRODUCTION was removed from enum type Environment.',
    ],
    [
      'an argument removed',
      changed(/(?<=\n {2}redirectUris)\([^)]*\)/, ''),
      'ARG_REMOVED: IntegratorKey.redirectUris arg environment was removed.',
    ],
    [
      'an argument that joins and is required',
      changed('\n  viewer: Viewer!', '\n  viewer(of: ID!): Viewer!'),
      'REQUIRED_ARG_ADDED: A required arg of on Query.viewer was added.',
    ],
    [
      'a mutation removed',
      changed(/\n {2}revokeSecret\([^)]*\): RevokeSecretPayload!/, ''),
      'FIELD_REMOVED: Mutation.revokeSecret was removed.',
    ],
  ])('%s', (_, sdl, named) => expect(breaksOf(released, sdl)).toContain(named));

  test.each([
    [
      'another default of an argument',
      changed(/(?<=includeRevoked: Boolean! = )false/, 'true'),
      'ARG_DEFAULT_VALUE_CHANGE: IntegratorKey.keypairs arg includeRevoked has changed defaultValue from false to true.',
    ],
    [
      'another default of an input field',
      changed(
        inType('input AddSecretInput', /environment: Environment! = DEMO/),
        '  environment: Environment! = PRODUCTION',
      ),
      'INPUT_FIELD_DEFAULT_VALUE_CHANGE: AddSecretInput.environment',
    ],
    [
      'a value that joins an enum',
      changed('\nenum Environment {', '\nenum Environment {\n  STAGING'),
      'VALUE_ADDED_TO_ENUM: STAGING was added to enum type Environment.',
    ],
  ])('as a surprise %s', (_, sdl, named) => {
    expect(breaksOf(released, sdl)).toEqual([]);
    expect(surprisesOf(released, sdl)).toEqual([named]);
  });
});

describe('the gate lets pass', () => {
  test.each([
    ['nothing at all', released],
    ['descriptions that go', bare],
    ['an optional input field', changed('input AddSecretInput {\n', 'input AddSecretInput {\n  colour: String\n')],
    ['a field', changed('\ntype Secret {\n', '\ntype Secret {\n  colour: String!\n')],
    ['an optional argument', changed('\n  viewer: Viewer!', '\n  viewer(of: ID): Viewer!')],
    ['a code', changed('\nenum UserErrorCode {', '\nenum UserErrorCode {\n  NEW_ONE')],
    ['a type', `${released}\ntype More {\n  id: ID!\n}\n`],
    ['a word of a description', changed('Who created it.', 'Whoever created it.', released)],
    ['what is deprecated from now on', changed(lastFour, '  lastFour: String! @deprecated(reason: "x")\n')],
  ])('%s', (_, sdl) => {
    expect(breaksOf(released, sdl)).toEqual([]);
    expect(surprisesOf(released, sdl)).toEqual([]);
  });

  test('a removal of what the release had deprecated, and of the type that goes with it, and no other', () => {
    const deprecated = changed(/\n {2}checkRedirectUri\([^)]*\): RedirectUriCheck!/, '$& @deprecated');
    const gone = changed(/\n {2}checkRedirectUri\([^)]*\): RedirectUriCheck! @deprecated/, '', deprecated);
    const types = /\n(type RedirectUriCheck|type NearestRedirectUri|enum RedirectUriMatch) \{[^}]*\}\n/g;
    const withoutTypes = changed(types, '', gone);
    expect(breaksOf(deprecated, withoutTypes)).toEqual([]);
    expect(breaksOf(released, withoutTypes)).toHaveLength(4);
    const otherToo = changed(lastFour, '', withoutTypes);
    expect(breaksOf(deprecated, otherToo)).toEqual(['FIELD_REMOVED: Secret.lastFour was removed.']);
  });

  test('no other type of a deprecated field', () => {
    const deprecated = changed(lastFour, '  lastFour: String! @deprecated\n');
    expect(breaksOf(deprecated, changed('lastFour: String! @deprecated', 'lastFour: Int!', deprecated))).toHaveLength(
      1,
    );
  });
});
