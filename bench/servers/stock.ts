/**
 * The usual stack for the same query over the same data: Apollo Server 5, Express 5, type-graphql with `validate: true` and
 * one global middleware, each as its own documentation sets it up. Tokens, secrets and rows are checked and read by the
 * code that Keyledger does it with, so that what differs is the stack. It limits, logs and measures nothing.
 */
import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { buildSchema } from 'type-graphql';
import { projections } from '../../projections/index.js';
import { openDevelopmentIssuer, sampleAdministrator } from '../../src/adapters/auth/development-issuer.js';
import { loadPeppers } from '../../src/adapters/crypto/peppers/peppers.js';
import { secretVerifier } from '../../src/adapters/crypto/secrets/secret-verifier.js';
import { openViews } from '../../src/adapters/sqlite/views/views.js';
import { timed, VerifyClientSecret, type StockContext } from './stock-resolver.js';

const dataDirectory = process.argv[2] ?? '';
const verifier = secretVerifier(loadPeppers(join(dataDirectory, 'peppers.json')));
const { db } = openViews(dataDirectory, projections);
const { authenticator, mintToken } = await openDevelopmentIssuer(dataDirectory);

const schema = await buildSchema({ resolvers: [VerifyClientSecret], validate: true, globalMiddlewares: [timed] });
const apollo = new ApolloServer<StockContext>({ schema });
await apollo.start();
const app = express();
const context = async ({ req }: { req: { headers: { authorization?: string } } }): Promise<StockContext> => {
  const { actor } = await authenticator.actorOf(req.headers.authorization?.replace('Bearer ', '') ?? '');
  return { actor, db, verifier };
};
app.use('/graphql', express.json(), expressMiddleware(apollo, { context }));
const token = await mintToken(sampleAdministrator);
const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`up at http://127.0.0.1:${port}\nexport TOKEN=${token}\n`);
});
