import type { FastifyInstance } from 'fastify';
import { answerProblem, answerProblems } from './answer-problems.js';
import { authenticateClientRoute } from '../clients/authenticate-client.js';
import { checkRedirectUriRoute } from '../clients/check-redirect-uri.js';
import { describeClientRoute } from '../clients/describe-client.js';
import { enterV1, tellPosition, type Entering } from './enter-v1.js';
import { explainProblemRoute } from './explain-problem.js';
import { followClientChangesRoute } from '../clients/follow-client-changes.js';
import { listClientKeysRoute } from '../clients/list-client-keys.js';
import { openApiRoute } from './openapi.js';
import { otherMethods } from './other-methods.js';
import { omitEmpty, takeForms, takeJsonObjects } from './parameters.js';
import { refuseEncodedBodies } from './refuse-encoded-bodies.js';
import { POSITION_HEADER, STALE_HEADER } from './schemas.js';
import { revokeLeakedSecretRoute, type StrangersOptions } from '../leaks/revoke-leaked-secret.js';
import { reportFoundSecretsRoute, type ScannedOptions } from '../leaks/report-found-secrets.js';
import { verifyGrantRoute } from '../clients/verify-grant.js';
import { credentials } from '../../../projections/credentials/index.js';

export interface V1Options extends Entering, StrangersOptions, ScannedOptions {
  /** Where clients reach this server; null: as a request has reached it. */
  publicUrl: string | null;
  /** The longest time for which a set of keys may be kept, in seconds. */
  jwksMaxAgeS: number;
  /** Is told of each stream of changes that opens and closes. */
  countStreams: (by: 1 | -1) => void;
}

/** Bytes. The longest value is an assertion of 8 KiB, percent-encoded. */
const BODY_LIMIT_BYTES = 64 * 1024;

/** `/v1` for authorization servers: OAuth's own words over HTTP. To be registered with the prefix. */
export async function v1Routes(app: FastifyInstance, options: V1Options): Promise<void> {
  const { services, trustedProxies, signedByScanner, publicUrl, jwksMaxAgeS, countStreams } = options;
  answerProblems(app);
  app.setNotFoundHandler((_request, reply) => answerProblem(reply, 'not_found'));
  refuseEncodedBodies(app);
  app.removeContentTypeParser('application/json');
  takeJsonObjects(app);
  takeForms(app);
  app.addHook('preValidation', omitEmpty);
  app.addHook('onRoute', (route) => void (route.bodyLimit ??= BODY_LIMIT_BYTES));
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (!reply.hasHeader(POSITION_HEADER)) tellPosition(reply)(services.projector.state(credentials.name).position);
    const staleMs = Math.round(services.staleness.ms());
    if (staleMs > 0) reply.header(STALE_HEADER, staleMs);
    done(null, payload);
  });

  const answerOtherMethods = otherMethods(app);
  const enter = enterV1(options);
  describeClientRoute(app, enter, publicUrl);
  listClientKeysRoute(app, { services, maxAgeS: jwksMaxAgeS });
  checkRedirectUriRoute(app, enter);
  authenticateClientRoute(app, enter);
  followClientChangesRoute(app, enter, countStreams);
  verifyGrantRoute(app, enter);
  revokeLeakedSecretRoute(app, options);
  await app.register(reportFoundSecretsRoute, { services, trustedProxies, signedByScanner });
  openApiRoute(app);
  explainProblemRoute(app);
  answerOtherMethods();
}
