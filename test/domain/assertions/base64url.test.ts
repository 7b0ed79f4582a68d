import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromBase64url } from '../../../src/domain/assertions/base64url.js';

test('reads what was written', () =>
  fc.assert(
    fc.property(fc.uint8Array(), (octets) => {
      const text = Buffer.from(octets).toString('base64url');
      expect(fromBase64url(text)).toEqual(Buffer.from(octets));
      expect(fromBase64url(`${text}=`)).toBeUndefined();
    }),
  ));

test('there is one way to write it', () =>
  fc.assert(
    fc.property(fc.string(), (text) => {
      const octets = fromBase64url(text);
      return octets === undefined || octets.toString('base64url') === text;
    }),
  ));

test.each(['QQ==', 'QQ=', 'Q', 'QR', 'QUF', '+/+/', 'QU E', 'QUE\n', '\u0000', 'ＱＱ', 'QQ\u200b'])(
  'refuses %j',
  (text) => expect(fromBase64url(text)).toBeUndefined(),
);
