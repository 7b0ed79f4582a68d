import type { FastifyRequest } from 'fastify';

/** The token for a page to carry, if there is one to give away. */
export type TokenForPage = (request: FastifyRequest) => string | undefined | Promise<string | undefined>;

const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;
const loopbackPeer = /^(::1$|(::ffff:)?127\.)/;

/**
 * Only for a browser on this machine that knows it is talking to this machine: a page of `evil.example` whose name
 * has been rebound to 127.0.0.1 still says `Host: evil.example`, and a neighbour in the network can say any `Host`; what a proxy
 * on this machine forwards comes from who knows where.
 */
export async function developmentToken(request: FastifyRequest, token: TokenForPage): Promise<string | undefined> {
  const { headers, socket } = request;
  const direct = !['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'].some(
    (name) => name in headers,
  );
  const local = direct && loopbackHost.test(headers.host ?? '') && loopbackPeer.test(socket.remoteAddress ?? '');
  return local ? token(request) : undefined;
}
