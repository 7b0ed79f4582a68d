import { closeApp } from '../http/server/close-app.js';
import type { makeApp } from '../http/server/app.js';
import type { Logger } from '../app/errors/logger.js';
import { cannotListenAt } from './listening.js';
import { openSignIn } from './open-sign-in.js';
import { serveEdges, type Edges } from './serve-edges.js';

interface Serving extends Omit<Edges, 'authenticator' | 'developmentToken'> {
  log: Logger;
  /** Takes what has to be closed, in the order in which it was opened. */
  opened: (() => Promise<void> | void)[];
}

/** Lets the server answer requests. Rejects with `CannotListen`. */
export async function serve(app: ReturnType<typeof makeApp>, { log, opened, ...edges }: Serving) {
  const { host, port } = edges.config;
  const { authenticator, developmentToken } = await openSignIn(edges.config, log);
  await serveEdges(app, { ...edges, authenticator, developmentToken });
  opened.push(() => closeApp(app));
  const address = await app.listen({ host, port }).catch(cannotListenAt({ host, port })); // somebody may have taken it meanwhile
  return { address, developmentToken };
}
