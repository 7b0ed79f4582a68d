import type { FastifyReply, FastifyRequest } from 'fastify';
import { emptyVariables } from '../../examples/carry-over.js';
import { developmentToken, type TokenForPage } from './development-token.js';
import { landingPage } from './landing-page.js';

export interface LandingOptions {
  /** What is behind `/graphql` in a browser: Apollo Sandbox, or our own GraphiQL at once. */
  ide: 'sandbox' | 'graphiql';
  document: string;
  token: TokenForPage;
}

/** A browser that opens `/graphql`, and not a client that sends an operation over GET. */
const wantsPage = ({ method, headers, query }: FastifyRequest) =>
  method === 'GET' &&
  (headers.accept ?? '').includes('text/html') &&
  !['query', 'extensions'].some((name) => name in (query as object));

/** A hook for the GraphQL route, before Apollo sees the request. No CSP here: Sandbox stays blank under one. */
export const landing =
  ({ ide, document, token }: LandingOptions) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    if (!wantsPage(request)) return;
    if (ide === 'graphiql') return reply.redirect('/ide');
    const page = landingPage({ document, variables: emptyVariables, token: await developmentToken(request, token) });
    return reply
      .header('cache-control', 'no-store')
      .header('x-frame-options', 'DENY')
      .type('text/html; charset=utf-8')
      .send(page);
  };
