import type { FastifyInstance } from 'fastify';

/** How long a stop waits for answers that are under way, in milliseconds: longer than any command may take. */
const LAST_ANSWERS_MS = 5_500;

/** Answers what is under way and closes. A request that is still arriving then, as slowly as it likes, is cut. */
export async function closeApp(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), LAST_ANSWERS_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}
