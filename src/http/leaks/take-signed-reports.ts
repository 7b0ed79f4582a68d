import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SignedByScanner } from '../../app/credentials/ports.js';
import { InvalidRequest, ReportNotSigned } from '../v1/answer-problems.js';

const headerOf = ({ headers }: FastifyRequest, name: string) => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};

/** JSON alone, and only once the signature of its bytes is right: nothing is parsed that a stranger has sent. */
export function takeSignedReports(app: FastifyInstance, signedByScanner: SignedByScanner | null): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const keyId = headerOf(request, 'github-public-key-identifier');
    const signature = headerOf(request, 'github-public-key-signature');
    if (!signedByScanner?.(keyId, signature, body)) return done(new ReportNotSigned());
    try {
      done(null, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
    } catch {
      done(new InvalidRequest('The body is not JSON in UTF-8.')); // the error would quote the text
    }
  });
}
