import { createServer, isIPv6 } from 'node:net';

/** Where a server is to listen. */
interface Place {
  host: string;
  port: number;
}

/** The server cannot listen where its configuration says; the words name the place and what to set. */
export class CannotListen extends Error {
  override name = 'CannotListen';
}

const shown = ({ host, port }: Place) => `${isIPv6(host) ? `[${host}]` : host}:${port}`;

const unknownHost = ({ host }: Place) => `no address is known for the host ${host}; set KEYLEDGER_HOST.`;

const reasons: Record<string, (place: Place) => string> = {
  EADDRINUSE: (place) => `another process listens at ${shown(place)} already; set KEYLEDGER_PORT to another port.`,
  EACCES: (place) => `port ${place.port} at ${place.host} is not open to you; set KEYLEDGER_PORT to one from 1024.`,
  EADDRNOTAVAIL: ({ host }) => `this machine has no address ${host}; set KEYLEDGER_HOST.`,
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
};
const otherwise = (place: Place, code: string) => `it cannot listen at ${shown(place)} (${code}).`;

/** For the `catch` of what listens at this place. */
export const cannotListenAt = (place: Place) => (cause: NodeJS.ErrnoException) => {
  const { code = '' } = cause;
  throw new CannotListen(reasons[code]?.(place) ?? otherwise(place, code), { cause });
};

/**
 * Rejects with `CannotListen` when nobody could listen at this place now. Asked before anything is made on the disk: the server
 * itself listens at the very end, and a start that fails there would leave a data directory behind.
 */
export function tryToListen(place: Place): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const probe = createServer((socket) => socket.destroy());
    probe.once('error', reject);
    probe.listen({ ...place }, () => probe.close(() => resolve()));
  }).catch(cannotListenAt(place));
}
