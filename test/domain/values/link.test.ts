import { expect, test } from '@jest/globals';
import { linkOf } from '../../../src/domain/values/link.js';
import { toldBy } from '../../kit/facts/given.js';

test.each([
  'https://acme.example',
  'http://acme.example/privacy',
  'HTTPS://ACME.example/Privacy?lang=en#section-2',
  'https://acme.example:8443/',
  'https://[2001:db8::1]/terms',
  'https://acme.example/%C3%A9',
  'https://acme.example/'.padEnd(2000, 'x'),
])('keeps %s as it is', (url) => expect(linkOf(url, 'link')).toBe(url));

test.each([null, ''])('none is %p', (none) => expect(linkOf(none, 'link')).toBeNull());

test.each([
  ' ',
  'acme.example',
  '/privacy',
  '//acme.example/privacy',
  'ftp://acme.example/',
  'xhttps://acme.example/',
  'httpsx://acme.example/',
  'javascript:alert(1)',
  'JAVASCRIPT://acme.example/%0aalert(1)',
  'data:text/html,x',
  'mailto:ada@acme.example',
  'https://',
  'https:/acme.example',
  'https:acme.example',
  'https:///privacy',
  'https://user@acme.example/',
  'https://user:password@acme.example/',
  'https://acme.example:0/',
  'https://acme.example:99999/',
  'https://acme .example/',
  'https://acme.example/\n',
  'https://acme.example/é',
  'https://\u0430cme.example/',
  'https://acme.example/\\x',
  'https://acme.example/"onclick=',
  'https://acme.example/%zz',
  'https://acme.example/'.padEnd(2001, 'x'),
])('refuses %j', (url) => expect(toldBy(() => linkOf(url, 'link'))).toEqual([['LINK_INVALID', ['link']]]));
