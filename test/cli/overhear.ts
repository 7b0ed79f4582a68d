import Fastify from 'fastify';

interface Sent {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

/** Passes operations on to a server and keeps what was sent; in the place of the field `refuse` of an answer it puts a no, and what `instead` names it replaces. */
export function overhear(address: string, refuse?: string, instead: Record<string, unknown> = {}) {
  const app = Fastify();
  const received: Sent[] = [];
  app.post('/graphql', async (request, reply) => {
    received.push(request.body as Sent);
    const { authorization = '' } = request.headers;
    const headers = { 'content-type': 'application/json', authorization };
    const answer = await fetch(`${address}/graphql`, { method: 'POST', headers, body: JSON.stringify(request.body) });
    const body = (await answer.json()) as { data?: Record<string, unknown> };
    const no = { userErrors: [{ code: 'SECRET_LIMIT_REACHED', field: null, message: 'One too many.' }] };
    if (refuse !== undefined && body.data && refuse in body.data) body.data[refuse] = no;
    for (const [name, part] of Object.entries(instead)) if (body.data && name in body.data) body.data[name] = part;
    return reply.code(answer.status).send(body);
  });
  return { app, received };
}
