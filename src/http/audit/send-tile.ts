import type { FastifyReply } from 'fastify';

/** A tile never changes, and only the one who asks may keep it. */
const KEPT = 'private, max-age=31536000, immutable';

export const sendTile = (reply: FastifyReply, bytes: Buffer): FastifyReply =>
  reply.type('application/octet-stream').header('cache-control', KEPT).send(bytes);
