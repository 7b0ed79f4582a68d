import { describe, expect, test } from '@jest/globals';
import { addressesOf } from '../../src/adapters/webhooks/addresses-of.js';
import { CannotPost } from '../../src/adapters/webhooks/cannot-post.js';
import { isPublicAddress } from '../../src/adapters/webhooks/is-public-address.js';

/** What name servers say, to which anybody can add. */
const names: Readonly<Record<string, readonly string[]>> = {
  localhost: ['127.0.0.1', '::1'],
  'localhost.': ['127.0.0.1'],
  'hook.localhost': ['127.0.0.1'],
  'loopback.example': ['127.0.0.1'],
  'metadata.example': ['169.254.169.254'],
  'metadata6.example': ['fd00:ec2::254'],
  'intranet.example': ['10.1.2.3'],
  'mapped.example': ['::ffff:10.0.0.1'],
  'nat64.example': ['64:ff9b::a9fe:a9fe'],
  '10.0.0.1.nip.example': ['10.0.0.1'],
  'zero.example': ['0.0.0.0'],
  'first.example': ['10.0.0.1', '93.184.216.34'],
  'last.example': ['93.184.216.34', '93.184.216.35', '192.168.1.1'],
  'other-family.example': ['93.184.216.34', 'fe80::1'],
  'no-address.example': ['not an address'],
  'nobody.example': [],
  'hooks.example': ['93.184.216.34', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'],
  'hooks.example.': ['93.184.216.34'],
  'xn--bcher-kva.example': ['8.8.8.8'],
};
async function resolve(name: string) {
  const found = names[name];
  if (!found) throw new Error('ENOTFOUND');
  return found;
}
const found = (url: string) =>
  addressesOf(new URL(url), { resolve, isAllowed: isPublicAddress }, new AbortController().signal).catch(
    (error: unknown) => {
      if (error instanceof CannotPost) return error.why;
      throw error;
    },
  );

const privateHosts: readonly string[] = [
  ...[
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '017700000001',
    '0x7f.1',
  ],
  ...['127.0.0.1.', '127.1.', '0', '0.0.0.0', '0x0', '00000000', '10.1', '0xa.0.0.1', '012.0.0.1', '167772161'],
  ...['169.254.169.254', '2852039166', '0xa9fea9fe', '0xA9.0xFE.0xA9.0xFE', '0251.0376.0251.0376', '169.254.43518'],
  ...['192.168.1', '3232235777', '172.16.1', '100.64.1', '4294967295', '255.255.255.255', '224.0.0.1', '168.63.129.16'],
  ...[
    '１２７.0.0.1',
    '127｡0｡0｡1',
    '①②⑦.⓪.⓪.①',
    '%31%32%37.0.0.1',
    '１６９。２５４。１６９。２５４',
    '0x7F000001',
    '1%32%37.1',
  ],
  ...[
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::FFFF:A9FE:A9FE]',
    '[::127.0.0.1]',
  ],
  ...[
    '[64:ff9b::10.0.0.1]',
    '[64:ff9b:1::1]',
    '[2002:7f00:1::]',
    '[2001:0:1::1]',
    '[fe80::1]',
    '[fd00:ec2::254]',
    '[fec0::1]',
  ],
  ...['[::ffff:8.8.8.8]', '[ff02::1]', '[2001:db8::1]'],
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'ｌｏｃａｌｈｏｓｔ',
    'hook.localhost',
    'loopback.example',
    'metadata.example',
  ],
  ...[
    'metadata6.example',
    'intranet.example',
    'mapped.example',
    'nat64.example',
    '10.0.0.1.nip.example',
    'zero.example',
  ],
  ...['first.example', 'last.example', 'other-family.example', 'no-address.example'],
];

describe('refused as private:', () => {
  test.each(privateHosts)('https://%s', async (host) => {
    expect(await found(`https://${host}/hook`)).toBe('PRIVATE_ADDRESS');
    expect(await found(`https://${host}:8443`)).toBe('PRIVATE_ADDRESS');
  });
  test('of which many are here', () => expect(privateHosts.length).toBeGreaterThan(60));
});

describe('let through, with the addresses to connect to:', () => {
  test.each([
    ['8.8.8.8', ['8.8.8.8']],
    ['8.8.8.8.', ['8.8.8.8']],
    ['134744072', ['8.8.8.8']],
    ['0x8.8.8.8', ['8.8.8.8']],
    ['[2606:4700:4700::1111]', ['2606:4700:4700::1111']],
    ['[2606:4700:4700:0:0:0:0:1111]', ['2606:4700:4700::1111']],
    ['hooks.example', names['hooks.example']],
    ['HOOKS.example', names['hooks.example']],
    ['hooks.example.', names['hooks.example.']],
    ['bücher.example', ['8.8.8.8']],
  ])('https://%s', async (host, addresses) => expect(await found(`https://${host}/hook`)).toEqual(addresses));
});

test.each(['nobody.example', 'unknown.example', '127.0.0.1..'])('https://%s is no host', async (host) =>
  expect(await found(`https://${host}/`)).toBe('NO_SUCH_HOST'),
);
