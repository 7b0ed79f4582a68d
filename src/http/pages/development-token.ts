import type { FastifyRequest } from 'fastify';

/** The token to embed in a page, if the server gives one away. */
export type TokenForPage = (request: FastifyRequest) => string | undefined | Promise<string | undefined>;

const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;
const loopbackPeer = /^(::1$|(::ffff:)?127\.)/;

/**
 * Gives the token only to a browser on this machine that addresses this machine. After DNS rebinding to 127.0.0.1, a page
 * of `evil.example` still sends `Host: evil.example`; a neighbour in the network can send any `Host`; a proxy on this
 * machine forwards requests of unknown origin.
 */
export async function developmentToken(request: FastifyRequest, token: TokenForPage): Promise<string | undefined> {
  const { headers, socket } = request;
  const direct = !['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'].some(
    (name) => name in headers,
  );
  const local = direct && loopbackHost.test(headers.host ?? '') && loopbackPeer.test(socket.remoteAddress ?? '');
  return local ? token(request) : undefined;
}
