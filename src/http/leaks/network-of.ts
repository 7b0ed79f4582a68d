import { isIP } from 'node:net';

const HEXTETS = 8;
/** Of the part of an IPv6 address that one subscriber has (RFC 6177): the rest of it is theirs to choose. */
const HEXTETS_OF_NETWORK = 4;
/** An IPv4 address in IPv6 (RFC 4291 2.5.5.2). */
const MAPPED = '0:0:0:0:0:ffff:';

/** The name under which requests from an address are counted; those from no address that is known are counted together. */
export function networkOf(address: string | null): string {
  if (address === null || isIP(address) !== 6) return address ?? '';
  const hextets = hextetsOf(address.replace(/%.*/, ''));
  const mapped = hextets.join(':').startsWith(MAPPED);
  return hextets.slice(0, mapped ? HEXTETS : HEXTETS_OF_NETWORK).join(':');
}

/** All eight, in the one form that a URL has them in. */
function hextetsOf(address: string): string[] {
  const [head = [], tail = []] = new URL(`http://[${address}]`).hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter((hextet) => hextet !== ''));
  return [...head, ...Array.from({ length: HEXTETS - head.length - tail.length }, () => '0'), ...tail];
}
