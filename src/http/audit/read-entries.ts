import type { FastifyInstance } from 'fastify';
import { entryOf } from '../../app/proof/entry.js';
import { tileIn } from '../../app/proof/tile-path.js';
import { readEntries } from '../../operations/proof/read-entries.js';
import { answerProblem } from '../v1/answer-problems.js';
import type { Enter } from '../v1/enter-v1.js';
import { sendTile } from './send-tile.js';

/** `GET /audit/tile/entries/<N>[.p/<W>]`: C2SP tlog-tiles. */
export function readEntriesRoute(app: FastifyInstance, enter: Enter): void {
  app.get<{ Params: { '*': string } }>('/tile/entries/*', async (request, reply) => {
    const tile = tileIn(0, request.params['*']);
    const events = await enter('readEntries', request, reply, async (asking) => tile && readEntries(asking, tile));
    return events
      ? sendTile(reply, Buffer.concat(events.map(entryOf).flatMap(lengthAndText)))
      : answerProblem(reply, 'not_found');
  });
}

function lengthAndText(entry: string): Buffer[] {
  const [length, text] = [Buffer.alloc(2), Buffer.from(entry)];
  length.writeUInt16BE(text.length);
  return [length, text];
}
