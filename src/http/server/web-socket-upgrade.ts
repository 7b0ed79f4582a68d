import { IncomingMessage } from 'node:http';

/**
 * The class of requests for a server that lets one offer to upgrade take effect: that of a WebSocket at this path. All others
 * are as if their header were absent, which RFC 9110 7.8 allows: clients that can speak HTTP/2 offer `h2c` with any request. Node
 * takes the property `upgrade` as it has parsed it, and would hand over the socket at each of them.
 */
export function webSocketUpgradeAt(path: string): typeof IncomingMessage {
  const offering = new WeakSet<IncomingMessage>();
  return class extends IncomingMessage {
    set upgrade(isOffered: boolean | null) {
      if (isOffered) offering.add(this);
      else offering.delete(this);
    }

    get upgrade(): boolean {
      const { url = '', method, headers } = this;
      const isWebSocket = headers.upgrade?.trim().toLowerCase() === 'websocket';
      return offering.has(this) && isWebSocket && method === 'GET' && url.split('?')[0] === path;
    }
  };
}
