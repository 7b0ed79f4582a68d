import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { Logger } from '../../app/errors/logger.js';

/** With a port as some proxies write it, `203.0.113.7:4711` or `[2001:db8::1]:4711`. */
const withPort = /^(?:\[([\dA-Fa-f:.]+)\]|([\d.]+))(?::\d{1,5})?$/;

/** The address that a hop of `X-Forwarded-For` names, without brackets and port; null when it names none. */
function addressIn(hop: string): string | null {
  if (isIP(hop)) return hop;
  const [, v6, v4] = withPort.exec(hop) ?? [];
  if (v6 !== undefined) return isIP(v6) === 6 ? v6 : null;
  return v4 !== undefined && isIP(v4) === 4 ? v4 : null;
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Is a hop one of these addresses and ranges? */
export function trusting(proxies: readonly string[] | null): (hop: string) => boolean {
  const trusted = new BlockList();
  for (const proxy of proxies ?? []) {
    const [address = '', prefix] = proxy.split('/');
    if (prefix === undefined) trusted.addAddress(address, familyOf(address));
    else trusted.addSubnet(address, Number(prefix), familyOf(address));
  }
  return (hop) => {
    const address = addressIn(hop);
    return address !== null && trusted.check(address, familyOf(address));
  };
}

/**
 * Finds the address that a request comes from, of HTTP and of a WebSocket's upgrade alike: the nearest hop that is no trusted proxy,
 * or null when a proxy has written something else there. That is logged once for a server, and without the value.
 */
export function clientAddress(proxies: readonly string[] | null, log: Logger) {
  const isTrusted = trusting(proxies);
  let isTold = false;
  return ({ socket, headers }: IncomingMessage): string | null => {
    const { remoteAddress } = socket;
    if (remoteAddress === undefined) return null; // it has gone away
    if (proxies === null) return addressIn(remoteAddress);
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join().split(',');
    const hops = forwarded.map((hop) => hop.trim()).filter((hop) => hop !== '');
    let hop = remoteAddress;
    while (isTrusted(hop) && hops.length > 0) hop = hops.pop() ?? hop;
    const address = addressIn(hop);
    if (address === null && !isTold) {
      isTold = true;
      const because = 'X-Forwarded-For of a trusted proxy names no IP address: sourceIp stays empty';
      log.warn({ proxy: remoteAddress, because }, 'source address not readable');
    }
    return address;
  };
}
