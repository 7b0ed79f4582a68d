import { expect, test } from '@jest/globals';
import { networkOf } from '../../../src/http/leaks/network-of.js';

test.each([
  [null, ''],
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2::', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['::', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::ffff:203.0.113.7', '0:0:0:0:0:ffff:cb00:7107'],
  ['::ffff:203.0.113.8', '0:0:0:0:0:ffff:cb00:7108'],
])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network));
