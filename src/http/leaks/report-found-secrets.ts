import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { originOf } from '../../app/access/session.js';
import type { SignedByScanner } from '../../app/credentials/ports.js';
import { actOnFoundSecrets } from '../../operations/leaks/act-on-found-secrets.js';
import { clientAddress } from '../server/client-address.js';
import { answerProblem, InvalidRequest } from '../v1/answer-problems.js';
import type { Entering } from '../v1/enter-v1.js';
import { takeSignedReports } from './take-signed-reports.js';
import { reportSchema } from './report-schema.js';

/** Bytes: GitHub sends many in one message, and each with the address where it was found. */
const BODY_LIMIT_BYTES = 1024 * 1024;

interface Found {
  token: string;
  type: string;
}

export interface ScannedOptions extends Pick<Entering, 'services' | 'trustedProxies'> {
  /** Null: nobody is believed, and the address is not there. */
  signedByScanner: SignedByScanner | null;
}

/**
 * `POST /v1/secret-scanning/github`, by GitHub alone, as it asks its partners:
 * https://docs.github.com/en/code-security/secret-scanning/secret-scanning-partner-program. Nothing limits how often: whoever has not
 * signed costs one verification of a signature, as a wrong token does, and must not be able to hold up who has.
 */
export function reportFoundSecretsRoute(app: FastifyInstance, options: ScannedOptions, done: () => void): void {
  const { services, trustedProxies, signedByScanner } = options;
  const sourceIpOf = clientAddress(trustedProxies, services.log);
  takeSignedReports(app, signedByScanner);
  const route = {
    schema: reportSchema,
    bodyLimit: BODY_LIMIT_BYTES,
    attachValidation: true, // the words of a parameter are not those of a list
    onRequest: (_request: FastifyRequest, reply: Parameters<typeof answerProblem>[0], next: () => void) =>
      signedByScanner ? next() : void answerProblem(reply, 'not_found'),
  };
  app.post<{ Body: Found[] }>('/secret-scanning/github', route, async (request) => {
    if (request.validationError)
      throw new InvalidRequest('The body must be a list of at most 1000 objects, each with a token and a type.');
    const found = request.body;
    const origin = originOf({
      sourceIp: sourceIpOf(request.raw),
      userAgent: request.headers['user-agent'] ?? null,
      correlationId: request.id,
    });
    const ours = await actOnFoundSecrets(
      services,
      found.map(({ token }) => token),
      origin,
    );
    return found.map(({ token, type }) => ({
      token_hash: hash('sha256', token, 'hex'),
      token_type: type,
      label: ours.get(token) ? 'true_positive' : 'false_positive',
    }));
  });
  done();
}
