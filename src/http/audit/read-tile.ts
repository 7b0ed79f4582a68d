import type { FastifyInstance, FastifyReply } from 'fastify';
import { entryOf } from '../../app/proof/entry.js';
import { tileIn } from '../../app/proof/tile-path.js';
import { readEntries } from '../../operations/proof/read-entries.js';
import { readTile } from '../../operations/proof/read-tile.js';
import { answerProblem } from '../v1/answer-problems.js';
import type { Enter } from '../v1/enter-v1.js';

/** A tile never changes, and only the one who asks may keep it. */
const KEPT = 'private, max-age=31536000, immutable';
const LEVEL = /^(0|[1-9]\d?)$/;

interface OfLevel {
  level: string;
  '*': string;
}

/** `GET /audit/tile/<L>/<N>[.p/<W>]` and `GET /audit/tile/entries/<N>[.p/<W>]`: C2SP tlog-tiles. */
export function readTileRoutes(app: FastifyInstance, enter: Enter): void {
  app.get<{ Params: OfLevel }>('/tile/:level/*', async (request, reply) => {
    const { level, '*': path } = request.params;
    const tile = LEVEL.test(level) ? tileIn(Number(level), path) : undefined;
    const hashes = await enter('readTile', request, reply, async (asking) => tile && readTile(asking, tile));
    return hashes ? sendBytes(reply, Buffer.concat(hashes)) : answerProblem(reply, 'not_found');
  });
  app.get<{ Params: Pick<OfLevel, '*'> }>('/tile/entries/*', async (request, reply) => {
    const tile = tileIn(0, request.params['*']);
    const events = await enter('readEntries', request, reply, async (asking) => tile && readEntries(asking, tile));
    return events
      ? sendBytes(reply, Buffer.concat(events.map(entryOf).flatMap(lengthAndText)))
      : answerProblem(reply, 'not_found');
  });
}

const sendBytes = (reply: FastifyReply, bytes: Buffer): FastifyReply =>
  reply.type('application/octet-stream').header('cache-control', KEPT).send(bytes);

function lengthAndText(entry: string): Buffer[] {
  const [length, text] = [Buffer.alloc(2), Buffer.from(entry)];
  length.writeUInt16BE(text.length);
  return [length, text];
}
