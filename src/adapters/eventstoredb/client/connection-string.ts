import { EventStoreDbFault } from './faults.js';

/** Options that the client knows. One that it does not know it would print on the console, password and all, and go on. */
const KNOWN = new Set(
  [
    ...[
      'maxDiscoverAttempts',
      'discoveryInterval',
      'gossipTimeout',
      'nodePreference',
      'tls',
      'tlsVerifyCert',
      'tlsCAFile',
    ],
    ...['userCertFile', 'userKeyFile', 'connectionName', 'defaultDeadline', 'keepAliveInterval', 'keepAliveTimeout'],
  ].map((name) => name.toLowerCase()),
);

/** What is set unless the connection string sets it: milliseconds, and for gossip seconds. A frozen server is seen after 2.5 s, not after 18.5. */
const DEFAULTS = { keepAliveInterval: 2000, keepAliveTimeout: 2000, gossipTimeout: 1, connectionName: 'keyledger' };

/** The string with our defaults in it. Throws `EventStoreDbFault`, which never quotes the string: there is a password in it. */
export function completed(connectionString: string): string {
  const [start = '', query = '', ...rest] = connectionString
    .trim()
    .replace(/^kurrentdb(?=[+:])/, 'esdb')
    .split('?');
  if (!/^esdb(\+discover)?:\/\/[^/]/.test(start) || rest.length > 0)
    throw wrong('It is esdb://host:port?options, or esdb+discover://.');
  const options = query.split('&').filter((option) => option !== '');
  const names = options.map((option) => option.split('=')[0]?.toLowerCase().replace(/[_-]/g, '') ?? '');
  names.forEach((name, index) => {
    if (!KNOWN.has(name)) throw wrong(`Its option number ${index + 1} is not one of the client's.`);
    if (name === 'tlsverifycert')
      throw wrong('tlsVerifyCert has no effect with this client: name the authority by tlsCAFile.');
  });
  const added = Object.entries(DEFAULTS).filter(([name]) => !names.includes(name.toLowerCase()));
  return `${start.replace(/\/+$/, '')}?${[...options, ...added.map(([name, value]) => `${name}=${value}`)].join('&')}`;
}

/**
 * Milliseconds after the last sign of life within which a dead server is noticed: what was alive is then asked, and has to answer.
 * Infinity where the string has switched keep-alives off.
 */
export function keepAliveMs(complete: string): number {
  const options = new URLSearchParams(complete.split('?')[1]?.toLowerCase());
  const [interval, timeout] = ['keepaliveinterval', 'keepalivetimeout'].map((name) => Number(options.get(name) ?? -1));
  return interval !== undefined && timeout !== undefined && interval >= 0 && timeout >= 0
    ? interval + timeout
    : Infinity;
}

export const wrong = (why: string) =>
  new EventStoreDbFault('connection-string', `The connection string of the event store cannot be used. ${why}`, false);
