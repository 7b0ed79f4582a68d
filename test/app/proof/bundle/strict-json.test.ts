import { expect, test } from '@jest/globals';
import { readCanonical, readJson } from '../../../../src/app/proof/bundle/strict-json.js';

const bytes = (text: string) => Buffer.from(text);

test.each(['{"a":1,"b":[null,true,"\u00e9"]}', '-5', '9007199254740991', '{}'])('%s is canonical', (text) => {
  expect(readCanonical(bytes(text), 'x')).toEqual(JSON.parse(text));
});

test.each<[string, RegExp]>([
  ['{"a":1,"a":1}', /^x: an object has a field twice$/],
  [String.raw`{"a":1,"\u0061":1}`, /^x: an object has a field twice$/],
  ['[{"a":{"b":1}},{"a":1,"c":[{"d":1,"d":2}]}]', /^x: an object has a field twice$/],
  ['1.0', /^x: a number is not an integer$/],
  ['[1e3]', /^x: a number is not an integer$/],
  ['0.5', /^x: a number is no integer within 2\^53 - 1$/],
  ['9007199254740993', /^x: a number is no integer/],
  [String.raw`"\ud800"`, /^x: it has half a surrogate pair$/],
  ['\ufeff{}', /^x: it is not JSON$/],
  ['{"a":hunter2}', /^x: it is not JSON$/],
  ['['.repeat(100_000) + ']'.repeat(100_000), /^x: it is nested too deeply$/],
])('%# is no JSON that all read the same', (text, fault) => {
  expect(() => readJson(bytes(text), 'x')).toThrow(fault);
  expect(() => readCanonical(bytes(text), 'x')).toThrow(/^x: /);
});

test('a name may be that of another object, or of what every object has', () => {
  const text = '{"a":{"a":"a:a"},"b":["a","a"],"__proto__":{"constructor":1}, "c\\"":"{"}';
  expect(readJson(bytes(text), 'x')).toEqual(JSON.parse(text));
});

test('bytes that are no UTF-8', () => {
  expect(() => readJson(Buffer.of(0x22, 0xff, 0x22), 'x')).toThrow(/^x: it is not UTF-8$/);
});
