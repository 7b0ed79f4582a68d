import type { FastifyInstance } from 'fastify';
import type { AuditEvent } from '../../operations/audit/audit-event.js';
import { BEGINNING, followAuditEvents } from '../../operations/audit/follow-audit-events.js';
import { answerProblem } from '../v1/answer-problems.js';
import type { Enter } from '../v1/enter-v1.js';
import { EVENT_STREAM_TYPE, eventStreams, SILENCE_MS, type ServerSentEvent } from '../v1/event-stream.js';
import { streamPlaces } from '../v1/stream-places.js';

/** How a caller says that it wants everything. An empty id would be taken for none when a client comes back. */
const FROM_BEGINNING = 'beginning';

const schema = {
  querystring: { type: 'object', properties: { after: { type: 'string' } } },
  headers: { type: 'object', properties: { 'last-event-id': { type: 'string' } } },
};

interface Asked {
  Querystring: { after?: string };
  Headers: { 'last-event-id'?: string };
}

/** The last id that a client has got counts before the address, which it never changes when it comes back. */
function startIn({ after, lastEventId }: { after?: string | undefined; lastEventId?: string | undefined }) {
  const given = lastEventId === undefined || lastEventId === '' ? after : lastEventId;
  return given === FROM_BEGINNING || given === '' ? BEGINNING : given;
}

const asEvent = (event: AuditEvent): ServerSentEvent => ({ id: event.position, event: event.type, data: event });

/** `GET /audit/events`: every event of the account, as it happens. */
export function followEventsRoute(app: FastifyInstance, enter: Enter, countStreams: (by: 1 | -1) => void): void {
  const sendEvents = eventStreams(app);
  const places = streamPlaces(countStreams);
  app.get<Asked>('/events', { schema }, async (request, reply) => {
    const after = startIn({ after: request.query.after, lastEventId: request.headers['last-event-id'] });
    return enter('followAuditEvents', request, reply, async (asking) => {
      if (!places.take(asking.caller.actor, reply.raw)) return answerProblem(reply, 'too_many_streams');
      const { start, events } = await followAuditEvents(asking, after);
      reply.header('cache-control', 'no-store');
      if (request.method === 'HEAD') {
        await events.return?.();
        return reply.type(EVENT_STREAM_TYPE).send();
      }
      const startsAfter = start === BEGINNING ? FROM_BEGINNING : start;
      const { expiresAt: endsAt } = asking.caller;
      return sendEvents(reply, { startsAfter, values: events, asEvent, endsAt, silenceMs: SILENCE_MS });
    });
  });
}
