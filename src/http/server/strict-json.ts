import type { FastifyError, FastifyInstance } from 'fastify';

const malformed = (): FastifyError =>
  Object.assign(new Error('not UTF-8'), { name: 'NotUtf8', code: 'NOT_UTF_8', statusCode: 400 });

/**
 * Refuses a body that is not UTF-8 (RFC 8259 8.1). The default parser would replace invalid bytes by U+FFFD, and the log
 * would keep those for ever.
 */
export function takeOnlyUtf8(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string;
    try {
      text = utf8.decode(body);
    } catch {
      return done(malformed());
    }
    return parse(request, text, done);
  });
}
