import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isPublicAddress } from '../../src/adapters/webhooks/is-public-address.js';

/** Ranges that nobody outside is reached in: their first and last addresses, or some inside. */
const notPublic: readonly (readonly [what: string, ...addresses: string[]])[] = [
  ['this network', '0.0.0.0', '0.0.0.1', '0.255.255.255'],
  ['private', '10.0.0.0', '10.255.255.255', '172.16.0.0', '172.31.255.255', '192.168.0.0', '192.168.255.255'],
  ['shared by carriers', '100.64.0.0', '100.100.100.200', '100.127.255.255'],
  ['loopback', '127.0.0.0', '127.0.0.1', '127.1.2.3', '127.255.255.255'],
  ['link-local', '169.254.0.0', '169.254.169.254', '169.254.170.2', '169.254.255.255'],
  ['of protocols', '192.0.0.0', '192.0.0.170', '192.0.0.192', '192.0.0.255'],
  ['documentation', '192.0.2.1', '198.51.100.255', '203.0.113.0'],
  ['name servers for private ranges', '192.175.48.1', '192.31.196.1'],
  ['relays of tunnels', '192.88.99.1', '192.52.193.1'],
  ['benchmarks', '198.18.0.0', '198.19.255.255'],
  ['multicast', '224.0.0.0', '224.0.0.1', '239.255.255.255'],
  ['reserved', '240.0.0.0', '254.1.1.1', '255.255.255.254'],
  ['broadcast', '255.255.255.255'],
  ['the platform of a cloud', '168.63.129.16'],
  ['unspecified', '::', '0:0:0:0:0:0:0:0', '::0'],
  ['loopback of IPv6', '::1', '0:0:0:0:0:0:0:1', '0000::0001'],
  ['mapped', '::ffff:127.0.0.1', '::ffff:7f00:1', '::FFFF:a9fe:a9fe', '0:0:0:0:0:ffff:10.0.0.1'],
  ['mapped and public', '::ffff:8.8.8.8', '::ffff:808:808'],
  ['compatible with IPv4', '::127.0.0.1', '::7f00:1', '::8.8.8.8', '::a9fe:a9fe'],
  ['translated', '::ffff:0:127.0.0.1', '::ffff:0:7f00:1'],
  ['NAT64', '64:ff9b::7f00:1', '64:ff9b::10.0.0.1', '64:ff9b::808:808', '64:ff9b:1::1', '64:ff9b:1:ffff::a00:1'],
  ['6to4', '2002::', '2002:7f00:1::1', '2002:a9fe:a9fe::1', '2002:808:808::1'],
  ['Teredo', '2001::', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '2001:0:ffff:ffff::1'],
  ['of protocols of IPv6', '2001:1::1', '2001:3::1', '2001:4:112::1', '2001:1ff::1'],
  ['benchmarks of IPv6', '2001:2::1', '2001:2:0:ffff::1'],
  ['hashes of keys', '2001:10::1', '2001:20::1', '2001:2f:ffff::1', '2001:30::1'],
  ['documentation of IPv6', '2001:db8::1', '2001:db8:ffff:ffff::1', '3fff::1', '3fff:fff:ffff::1'],
  ['name servers for private ranges of IPv6', '2620:4f:8000::1'],
  ['discarded', '100::1', '100::ffff:ffff:ffff:ffff'],
  ['segment routing', '5f00::1'],
  ['unique local', 'fc00::', 'fc00::1', 'fd00:ec2::254', 'fd20:ce::254', 'fdff:ffff::1'],
  ['link-local of IPv6', 'fe80::', 'fe80::1', 'fe80::a9fe:a9fe', 'febf:ffff::1', 'fe80::1%eth0'],
  ['site-local', 'fec0::1', 'feff:ffff::1'],
  ['multicast of IPv6', 'ff00::', 'ff02::1', 'ff0e::1', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['given to nobody', '1::1', '200::1', '400::1', '1fff:ffff::1', '4000::1', '8000::1', 'e000::1', 'fbff:ffff::1'],
  ['public, on one link', '2606:4700::1111%eth0', '2606:4700::1111%1'],
  ['no address as a resolver writes it', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '8.8', '010.8.8.8'],
  [
    'no address',
    '',
    ' ',
    'localhost',
    '8.8.8.8.',
    ' 8.8.8.8',
    '8.8.8.8/32',
    '[::1]',
    '256.1.1.1',
    '1.2.3',
    '::g',
    '８.8.8.8',
  ],
];

const isPublic: readonly string[] = [
  ...['1.1.1.1', '8.8.8.8', '9.9.9.9', '93.184.216.34', '140.82.121.4', '223.255.255.255'],
  // the neighbours of what is not
  ...['1.0.0.0', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0'],
  ...['169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0', '192.0.1.0', '192.0.3.0', '192.167.255.255'],
  ...['192.169.0.0', '198.17.255.255', '198.20.0.0', '198.51.99.255', '203.0.114.0', '168.63.129.15', '168.63.129.17'],
  ...['2606:4700:4700::1111', '2001:4860:4860::8888', '2620:fe::fe', '2a00:1450:4001:81b::200e', '2400:cb00::1'],
  ...['2000::1', '2001:200::1', '2001:db7:ffff::1', '2001:db9::1', '2003::1', '3ffe:ffff::1', '3fff:1000::1'],
];

describe('an address is not public:', () => {
  const all = notPublic.flatMap(([what, ...addresses]) => addresses.map((address) => [address, what] as const));
  test.each(all)('%p, %s', (address) => expect(isPublicAddress(address)).toBe(false));
  test('of which many are here', () => expect(all.length).toBeGreaterThan(100));
});

describe('an address is public:', () => {
  test.each(isPublic)('%s', (address) => expect(isPublicAddress(address)).toBe(true));
});

test('no IPv6 address counts for the IPv4 address within, wherever it stands', () => {
  const prefixes = ['::', '::ffff:', '::ffff:0:', '64:ff9b::', '64:ff9b:1::'];
  fc.assert(
    fc.property(fc.ipV4(), fc.constantFrom(...prefixes), (address, prefix) => !isPublicAddress(prefix + address)),
  );
});

test('whatever is asked, there is an answer', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof isPublicAddress(text) === 'boolean'));
});
