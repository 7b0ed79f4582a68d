import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** All that is given out as global unicast (RFC 4291 2.4); the library calls the empty space around it unicast too. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');
/** Public by its number, and yet in every machine of one cloud: its platform's own services. */
const CLOUD_SERVICES: readonly string[] = ['168.63.129.16'];

/**
 * Whether an address, as a resolver or a URL writes it, is one of the public internet. What carries an IPv4 address
 * inside is not, whichever it is: mapped, compatible, 6to4, Teredo, NAT64. False for what is no address.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false; // the library reads `127.1` and `0x7f.1`, a scope is of a link
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv6' ? parsed.match(GLOBAL_UNICAST) : !CLOUD_SERVICES.includes(address);
}
