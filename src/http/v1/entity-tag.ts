import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Sends JSON with an entity tag of its bytes, or 304 without them to a client that has these (RFC 9110 13.1.2). */
export function sendTagged(request: FastifyRequest, reply: FastifyReply, body: object): FastifyReply {
  const text = JSON.stringify(body);
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  reply.header('etag', etag);
  if (isKnown(etag, request.headers['if-none-match'])) return reply.code(304).send();
  reply.serializer((payload: string) => payload);
  if (reply.getHeader('content-type') === undefined) reply.type('application/json; charset=utf-8');
  return reply.send(text);
}

/** Weakly compared (RFC 9110 13.1.2). `Cache-Control` of the request is for caches: Node's fetch sends it with every If-None-Match. */
const isKnown = (etag: string, ifNoneMatch = '') =>
  ifNoneMatch.trim() === '*' || [...ifNoneMatch.matchAll(/"[^"]*"/g)].some(([tag]) => tag === etag);
