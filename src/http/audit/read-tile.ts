import type { FastifyInstance } from 'fastify';
import { tileIn } from '../../app/proof/tile-path.js';
import { readTile } from '../../operations/proof/read-tile.js';
import { answerProblem } from '../v1/answer-problems.js';
import type { Enter } from '../v1/enter-v1.js';
import { sendTile } from './send-tile.js';

const LEVEL = /^(0|[1-9]\d?)$/;

interface OfLevel {
  level: string;
  '*': string;
}

/** `GET /audit/tile/<L>/<N>[.p/<W>]`: C2SP tlog-tiles. */
export function readTileRoute(app: FastifyInstance, enter: Enter): void {
  app.get<{ Params: OfLevel }>('/tile/:level/*', async (request, reply) => {
    const { level, '*': path } = request.params;
    const tile = LEVEL.test(level) ? tileIn(Number(level), path) : undefined;
    const hashes = await enter('readTile', request, reply, async (asking) => tile && readTile(asking, tile));
    return hashes ? sendTile(reply, Buffer.concat(hashes)) : answerProblem(reply, 'not_found');
  });
}
