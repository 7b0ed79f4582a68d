import type { FastifyInstance } from 'fastify';
import { followClientChanges } from '../../operations/clients/follow-client-changes.js';
import type { ClientChange } from '../../operations/clients/client-change.js';
import { answerProblem, InvalidRequest } from '../v1/answer-problems.js';
import type { Enter } from '../v1/enter-v1.js';
import { EVENT_STREAM_TYPE, eventStreams, SILENCE_MS, type ServerSentEvent } from '../v1/event-stream.js';
import * as schemas from '../v1/schemas.js';
import { streamPlaces } from '../v1/stream-places.js';

const position = (description: string) => ({ type: 'string', description }); // without an example, as `at_least`
const change = {
  type: 'object',
  required: ['client_id', 'what'],
  properties: {
    client_id: schemas.clientId,
    what: {
      type: 'array',
      items: { type: 'string', enum: ['client', 'redirect_uris', 'secrets', 'keys'] },
      description: 'What is no longer as it was. The metadata follow from all four.',
      examples: [['secrets']],
    },
  },
};
const example = {
  value: `: it begins\nid: ${schemas.POSITION}\n\nid: ${schemas.POSITION.replace(/2$/, '3')}\ndata: ${JSON.stringify({ client_id: schemas.CLIENT_ID, what: ['secrets'] })}\n\n`,
};
const schema = {
  operationId: 'followClientChanges',
  summary: 'Which clients have changed, as it happens',
  description: `For caches. Server-sent events in log order, none left out and none twice; a comment every 15 s. The \`id\` is a position: whoever comes back with the last one, as the header Last-Event-ID or as \`after\`, misses nothing; without one it begins now. The first \`id\` comes at once and without data. The stream ends when the token does.`,
  security: schemas.security,
  params: schemas.inEnvironment,
  querystring: { type: 'object', properties: { after: position('Only changes after this position.') } },
  headers: {
    type: 'object',
    properties: { 'last-event-id': position('The same as `after`, as an EventSource sends it when it comes back.') },
  },
  response: {
    200: {
      description: 'It goes on until the token expires or the server closes. Each `data` is JSON of this form.',
      content: { [EVENT_STREAM_TYPE]: { schema: change, examples: { changes: example } } },
    },
    ...schemas.problemResponses(...schemas.usual, 'too_many_streams'),
  },
};

const asEvent = ({ position: id, clientId, what }: ClientChange): ServerSentEvent => ({
  ...{ id, data: { client_id: clientId, what } },
});

interface Asked {
  Params: schemas.InEnvironment;
  Querystring: { after?: string };
  Headers: { 'last-event-id'?: string };
}

function startIn({ after, lastEventId }: { after?: string | undefined; lastEventId?: string | undefined }) {
  const given = lastEventId === '' ? undefined : lastEventId;
  if (after !== undefined && given !== undefined && after !== given)
    throw new InvalidRequest('after and Last-Event-ID are not the same position: give one of them.');
  return after ?? given;
}

/** `GET /v1/{environment}/changes` */
export function followClientChangesRoute(app: FastifyInstance, enter: Enter, countStreams: (by: 1 | -1) => void): void {
  const sendEvents = eventStreams(app);
  const places = streamPlaces(countStreams);
  app.get<Asked>('/:environment/changes', { schema }, async (request, reply) => {
    const { params, query, headers } = request;
    const after = startIn({ after: query.after, lastEventId: headers['last-event-id'] });
    return enter('followClientChanges', request, reply, async (asking) => {
      const question = { environment: schemas.environmentOf(params.environment), after };
      if (!places.take(asking.caller.actor, reply.raw)) return answerProblem(reply, 'too_many_streams');
      const { start, changes } = await followClientChanges(asking, question);
      asking.onRead?.(start);
      if (request.method === 'HEAD') {
        await changes.return?.();
        return reply.type(EVENT_STREAM_TYPE).send();
      }
      const { expiresAt: endsAt } = asking.caller;
      return sendEvents(reply, { startsAfter: start, values: changes, asEvent, endsAt, silenceMs: SILENCE_MS });
    });
  });
}
