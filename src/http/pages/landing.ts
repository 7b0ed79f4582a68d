import type { FastifyReply, FastifyRequest } from 'fastify';
import { emptyVariables } from '../../examples/carry-over.js';
import { developmentToken, type TokenForPage } from './development-token.js';
import { landingPage } from './landing-page.js';

export interface LandingOptions {
  /** The page at `/graphql` in a browser: Apollo Sandbox, or a redirect to GraphiQL at `/ide`. */
  ide: 'sandbox' | 'graphiql';
  /** The documents of `/graphql`, `/graphql?part=2` and so on: all together are too long for the address of Sandbox's frame. */
  parts: readonly [string, ...string[]];
  token: TokenForPage;
}

/** Does a browser open `/graphql`, as opposed to a client that sends an operation over GET? */
const wantsPage = ({ method, headers, query }: FastifyRequest) =>
  method === 'GET' &&
  (headers.accept ?? '').includes('text/html') &&
  !['query', 'extensions'].some((name) => name in (query as object));

/** A hook of the GraphQL route that runs before Apollo. The page has no CSP, because Sandbox stays blank under one. */
export const landing =
  ({ ide, parts, token }: LandingOptions) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    if (!wantsPage(request)) return;
    if (ide === 'graphiql') return reply.redirect('/ide');
    const { part } = request.query as { part?: string };
    const document = parts[Number(part) - 1] ?? parts[0];
    const steps = { document, variables: emptyVariables };
    const page = landingPage({ ...steps, token: await developmentToken(request, token) });
    return reply
      .header('cache-control', 'no-store')
      .header('x-frame-options', 'DENY')
      .type('text/html; charset=utf-8')
      .send(page);
  };
