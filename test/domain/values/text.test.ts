import { describe, expect, jest, test } from '@jest/globals';
import { descriptionOf, labelOf, nameOf, ownerOf, reasonOf } from '../../../src/domain/values/text.js';
import { toldBy } from '../../kit/facts/given.js';

const rules = [
  ['NAME_INVALID', 'name', nameOf, 100],
  ['LABEL_INVALID', 'label', labelOf, 100],
  ['DESCRIPTION_INVALID', 'description', descriptionOf, 2000],
  ['REASON_INVALID', 'reason', reasonOf, 500],
] as const;

describe.each(rules)('%s', (code, field, rule, max) => {
  const refused = [[code, [field]]];
  test.each([
    'A',
    'Zoë',
    'مرحبا',
    '日本語',
    '👩‍👩‍👧',
    'a\u00a0b',
    '  spaced  ',
    '</script>',
    `'; DROP TABLE keys --`,
    'null',
  ])('takes %j', (text) => expect(rule(text)).toBe(text));
  test('composes (NFC)', () => expect(rule('e\u0301')).toBe('\u00e9'));
  test('counts code points and not UTF-16 units', () => {
    expect(rule('😀'.repeat(max))).toBe('😀'.repeat(max));
    expect(toldBy(() => rule('😀'.repeat(max) + 'x'))).toEqual(refused);
    expect(rule('x'.repeat(max))).toHaveLength(max);
    expect(toldBy(() => rule('x'.repeat(max + 1)))).toEqual(refused);
  });
  test('refuses a long text before it composes it, which takes the square of its length', () => {
    const composing = jest.spyOn(String.prototype, 'normalize');
    try {
      expect(toldBy(() => rule('\u0301\u0316'.repeat(60_000)))).toEqual(refused);
      expect(composing).not.toHaveBeenCalled();
    } finally {
      composing.mockRestore();
    }
  });
  test('counts after composing', () => expect(rule('e\u0301'.repeat(max))).toBe('\u00e9'.repeat(max)));
  test.each([
    ...['a\0b', 'a\tb', 'a\nb', 'a\rb', 'a\x1bb', 'a\x7fb', 'a\x85b', 'a\x9fb'], // control characters
    ...['a\u2028b', 'a\u2029b', 'a\u202ab', 'a\u202eb', 'a\u2066b', 'a\u2069b'], // separators, bidirectional overrides
    ...['a\ud800', '\udc00b', '\ud800\ud800'], // halves of characters
  ])('refuses %j', (text) => expect(toldBy(() => rule(text))).toEqual(refused));
});

describe('an owner is the subject of a token, byte for byte (RFC 7519 4.1.2)', () => {
  test.each(['jose\u0301@acme.example', 'jos\u00e9@acme.example', 'auth0|5f7c', 'a b', '\u212b', 'x'.repeat(200)])(
    'takes %j as it is',
    (id) => expect(ownerOf(id)).toBe(id),
  );
  test.each([' ada', 'ada ', 'ada\n', '\tada', '\u00a0ada', 'a\0b', 'a\u202eb', 'a\ud800', 'x'.repeat(201), ''])(
    'refuses %j',
    (id) => expect(toldBy(() => ownerOf(id))).toEqual([['OWNER_INVALID', ['newOwner']]]),
  );
});

describe('blank', () => {
  const blanks = ['', ' ', '\u00a0\u2003', '\u3000', '\u200b', '\u200b \u2060', '\ufeff', '\u3164', '\u00ad'];
  test.each(blanks)('%j is no name, label or owner', (blank) => {
    expect(toldBy(() => nameOf(blank))).toEqual([['NAME_INVALID', ['name']]]);
    expect(toldBy(() => labelOf(blank))).toEqual([['LABEL_INVALID', ['label']]]);
    expect(toldBy(() => ownerOf(blank))).toEqual([['OWNER_INVALID', ['newOwner']]]);
  });
  test('an empty description or reason is none', () => {
    expect([descriptionOf(''), descriptionOf(null), reasonOf(''), reasonOf(null)]).toEqual([null, null, null, null]);
  });
  test('no label is none', () => expect(labelOf(null)).toBeNull());
});
