import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonObjectOf } from '../../../src/domain/values/json-object.js';

const read = (text: string) => jsonObjectOf(Buffer.from(text));
const json = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue());

test('reads any object, written in one line or in many', () =>
  fc.assert(
    fc.property(json, (value) => {
      const plain = JSON.parse(JSON.stringify(value)) as object;
      if (!JSON.stringify(value).isWellFormed() || /\\ud[89a-f]/.test(JSON.stringify(value))) return;
      expect(read(JSON.stringify(value))).toEqual(plain);
      expect(read(JSON.stringify(value, undefined, 2))).toEqual(plain);
    }),
  ));

test('refuses any member that is there twice', () =>
  fc.assert(
    fc.property(json, fc.string({ unit: 'grapheme-ascii' }), (value, name) => {
      const [first, rest] = [JSON.stringify({ [name]: 1 }), JSON.stringify({ ...value, [name]: 2 })];
      const twice = `${first.slice(0, -1)},${rest.slice(1)}`;
      expect(read(twice)).toBeUndefined();
      expect(read(`{"deep":[0,${twice}]}`)).toBeUndefined();
    }),
  ));

test('refuses any text that is there twice among others, whatever the other was', () =>
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), fc.jsonValue(), fc.nat(3), (texts, other, at) => {
      const members = Object.entries({ ...texts, a: 'x' }).map((one) =>
        one.map((part) => JSON.stringify(part)).join(':'),
      );
      expect(read(`{${members.join()}}`)).toEqual(JSON.parse(`{${members.join()}}`));
      members.splice(at, 0, `"a":${JSON.stringify(other)}`);
      expect(read(`{${members.join()}}`)).toBeUndefined();
    }),
  ));

describe('takes', () => {
  test.each([
    ['one name in two objects', '{"a":{"x":1},"b":{"x":1},"x":[{"x":1},{"x":1}]}'],
    ['a name that is also a value', '{"a":"a","b":"a"}'],
    ['punctuation in texts', '{"a":"\\"a\\":1,{}[]:,","b":"\\\\"}'],
    ['a pair of surrogates', '{"a":"\\ud83d\\ude00"}'],
    ['numbers of every form', '{"a":[0,-0,1.5,1e308,-1E+2,1e-400]}'],
    ['nothing', '{}'],
  ])('%s', (_, text) => expect(read(text)).toEqual(JSON.parse(text)));

  test('__proto__ as a name like others', () => {
    const value = read('{"__proto__":{"alg":"none"}}');
    expect(value?.alg).toBeUndefined();
    expect(Object.keys(value ?? {})).toEqual(['__proto__']);
  });
});

describe('refuses', () => {
  test.each([
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '"a"'],
    ['a number', '1'],
    ['nothing', ''],
    ['a name twice', '{"a":1,"a":1}'],
    ['a name twice, once escaped', '{"a":1,"\\u0061":1}'],
    ['a name twice deep inside', '{"x":[[{"y":{"a":1,"b":{},"a":1}}]]}'],
    ['a name twice, around an object', '{"a":{"b":1},"a":1}'],
    ['the empty name twice', '{"":1,"":1}'],
    ['__proto__ twice', '{"__proto__":1,"__proto__":1}'],
    ['a number beyond a double', '{"a":1e400}'],
    ['a negative one', '{"a":[-1e400]}'],
    ['half a surrogate pair', '{"a":"\\ud800"}'],
    ['half a surrogate pair in a name', '{"\\udfff":1}'],
    ['a byte order mark', '\uFEFF{}'],
  ])('%s', (_, text) => expect(read(text)).toBeUndefined());
  test.each([
    ['an octet that is no UTF-8', Buffer.from('{"a":"\xe9"}', 'latin1')],
    ['an overlong NUL', Buffer.from('{"a":"\xc0\x80"}', 'latin1')],
    ['a surrogate in UTF-8', Buffer.from('{"a":"\xed\xa0\x80"}', 'latin1')],
    ['UTF-16', Buffer.from('{}', 'utf16le')],
  ])('%s', (_, octets) => expect(jsonObjectOf(octets)).toBeUndefined());
});
