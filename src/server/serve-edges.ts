import { loadScanningKeys } from '../adapters/crypto/scanning-keys/load-scanning-keys.js';
import type { Authenticator } from '../app/access/actor.js';
import type { Scrubbed } from '../app/scrub/scrubbed.js';
import type { Config } from '../config/config.js';
import { auditRoutes } from '../http/audit/audit-routes.js';
import { graphqlRoutes } from '../http/graphql/graphql-routes.js';
import { health } from '../http/health/health.js';
import type { makeApp } from '../http/server/app.js';
import { v1Routes, type V1Options } from '../http/v1/v1-routes.js';
import { openPages } from './open-pages.js';
import type { Services } from '../operations/asking.js';

export interface Edges extends Pick<V1Options, 'countStreams'> {
  config: Config;
  services: Services;
  authenticator: Authenticator;
  /** A ready administrator's token for the pages of a browser; only in development. */
  developmentToken: string | undefined;
  scrubbed: () => Scrubbed;
}

/** Everything that the server answers: health, the pages that the configuration wants, `/v1`, `/audit` and `/graphql`. */
export async function serveEdges(app: ReturnType<typeof makeApp>, edges: Edges): Promise<void> {
  const { config, services, authenticator, developmentToken, countStreams, scrubbed } = edges;
  health(app, services.projector, services.staleness, scrubbed, services.checkpoints?.isRewritten);
  const pages = await openPages(app, config, developmentToken);
  const { githubScanningKeysFile: keysFile } = config;
  const signedByScanner = keysFile === null ? null : loadScanningKeys(keysFile);
  await app.register(v1Routes, { prefix: '/v1', services, authenticator, countStreams, signedByScanner, ...config });
  const { checkpoints } = services;
  if (checkpoints)
    await app.register(auditRoutes, {
      prefix: '/audit',
      services,
      authenticator,
      checkpoints,
      countStreams,
      ...config,
    });
  await graphqlRoutes(app, { services, authenticator, ...config, ...pages });
}
