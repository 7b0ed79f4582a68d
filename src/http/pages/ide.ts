import type { FastifyInstance } from 'fastify';
import { emptyVariables } from '../../examples/carry-over.js';
import { developmentToken, type TokenForPage } from './development-token.js';
import { readAssets } from './ide/assets.js';
import { shell } from './ide/shell.js';

export interface IdeOptions {
  document: string;
  token: TokenForPage;
}

/** Allows scripts of this server only, and inline styles, which GraphiQL sets. `'self'` covers the WebSocket. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  'font-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Fastify plugin: serves `/ide`, a GraphiQL with all files from this server, and redirects `/` to `/graphql`. */
export async function ide(app: FastifyInstance, { document, token }: IdeOptions): Promise<void> {
  const assets = await readAssets();

  app.get('/', (_request, reply) => reply.redirect('/graphql'));

  app.get('/ide', async (request, reply) => {
    const bearer = await developmentToken(request, token);
    const headers: Record<string, string> = bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` };
    return reply
      .header('cache-control', 'no-store')
      .header('content-security-policy', policy)
      .header('referrer-policy', 'no-referrer')
      .header('x-content-type-options', 'nosniff')
      .type('text/html; charset=utf-8')
      .send(shell(assets, { document, variables: emptyVariables, headers }));
  });

  for (const [name, { type, body }] of assets.files)
    app.get(assets.prefix + name, (_request, reply) =>
      reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('x-content-type-options', 'nosniff')
        .type(type)
        .send(body),
    );
}
