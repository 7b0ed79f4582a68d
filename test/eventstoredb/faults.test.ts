import { describe, expect, test } from '@jest/globals';
import { AccessDeniedError, DeadlineExceededError, UnavailableError, UnknownError } from '@eventstore/db-client';
import type { ServiceError } from '@grpc/grpc-js';
import { completed, keepAliveMs } from '../../src/adapters/eventstoredb/client/connection-string.js';
import { EventStoreDbFault, faultOf } from '../../src/adapters/eventstoredb/client/faults.js';
import { connect } from '../../src/adapters/eventstoredb/client/connection.js';
import { TimedOut } from '../../src/adapters/eventstoredb/client/timeout.js';

const service = (code: number, message: string) =>
  Object.assign(new Error(message), { code, details: message }) as unknown as ServiceError;

describe('a fault', () => {
  const refused = '14 UNAVAILABLE: No connection established. Last error: Error: connect ECONNREFUSED 127.0.0.1:1';
  test.each<[string, unknown, object]>([
    ['that we did not wait for', new TimedOut(), { reason: 'timed-out', inDoubt: true }],
    ['of a plain error while the server is down', service(14, refused), { reason: 'unreachable', inDoubt: false }],
    ['of a call never sent', new UnavailableError(service(14, refused)), { reason: 'unreachable', inDoubt: false }],
    [
      'of a call that was cut',
      new UnavailableError(service(14, '14 UNAVAILABLE: Connection dropped')),
      { reason: 'unreachable', inDoubt: true },
    ],
    [
      'of no node found, of which the client keeps the cause to itself',
      new Error('Failed to discover after 10 attempts.'),
      {
        reason: 'unreachable',
        inDoubt: false,
        lasting: false,
        message: expect.stringMatching(/after 10 attempts\. .*certificate that it does not trust/),
      },
    ],
    [
      'of an authority that is not known, to one node',
      new UnavailableError(
        service(
          14,
          '14 UNAVAILABLE: No connection established. Last error: Error: unable to verify the first certificate',
        ),
      ),
      { reason: 'certificate', inDoubt: false, lasting: true },
    ],
    [
      'of no user named',
      new AccessDeniedError(service(7, '7 PERMISSION_DENIED: Access Denied')),
      { reason: 'access-denied', inDoubt: false, lasting: true },
    ],
    ['while starting', new UnknownError(service(2, 'Server Is Not Ready')), { reason: 'not-ready', inDoubt: true }],
    [
      'at SIGTERM',
      new UnknownError(service(13, '13 INTERNAL: Received RST_STREAM with code 2')),
      { reason: 'failed', inDoubt: true },
    ],
    ['of a deadline', new DeadlineExceededError(), { reason: 'timed-out', inDoubt: true }],
    [
      'of a wrong password',
      new AccessDeniedError(service(16, '16 UNAUTHENTICATED: ')),
      { reason: 'wrong-credentials', inDoubt: false, lasting: true },
    ],
    [
      'of rights, without a word',
      new AccessDeniedError(service(7, '')),
      { reason: 'access-denied', message: 'access-denied: the server has no words for it.' },
    ],
    ['of rights', new AccessDeniedError(service(7, 'Access Denied')), { reason: 'access-denied', lasting: true }],
    [
      'of a certificate',
      service(14, 'No connection established. Last error: Error: self-signed certificate in certificate chain'),
      { reason: 'certificate', lasting: true },
    ],
    ['of no shape at all', undefined, { reason: 'failed', inDoubt: true }],
  ])('%s', (_, error, expected) => {
    expect(faultOf(error)).toMatchObject(expected);
  });
});

describe('a connection string', () => {
  const secret = 'esdb://admin:tell-no-one@';

  test('gets our keep-alive unless it has its own', () => {
    expect(completed('esdb://a:1,b:2/?tls=false')).toBe(
      'esdb://a:1,b:2?tls=false&keepAliveInterval=2000&keepAliveTimeout=2000&gossipTimeout=1&connectionName=keyledger',
    );
    expect(completed('esdb+discover://a?keep_alive_interval=5000&KEEPALIVETIMEOUT=-1')).toBe(
      'esdb+discover://a?keep_alive_interval=5000&KEEPALIVETIMEOUT=-1&gossipTimeout=1&connectionName=keyledger',
    );
  });

  test.each([
    'http://admin:tell-no-one@a',
    `${secret}a?tell-no-one=1`,
    `${secret}a?tlsVerifyCert=false`,
    `${secret}a?throwOnAppendFailure=false`,
    `${secret}a:tell-no-one`,
    `${secret}a?tlsCAFile=/tell-no-one`,
    `${secret}a?keepAliveInterval=tell-no-one`,
  ])('number %# is refused, and not quoted', (string) => {
    const said: unknown[] = [];
    const { warn } = console;
    Object.assign(console, { warn: (...words: unknown[]) => said.push(words) });
    try {
      const error = (() => {
        try {
          return connect(string);
        } catch (thrown) {
          return thrown;
        }
      })();
      expect(error).toBeInstanceOf(EventStoreDbFault);
      expect(error).toMatchObject({ reason: 'connection-string', lasting: true });
      expect(String((error as Error).stack)).not.toContain('tell-no-one');
      expect(said).toEqual([]);
    } finally {
      Object.assign(console, { warn });
    }
  });
});

describe('the last sign of life', () => {
  test.each([
    ['esdb://a:1', 4000],
    ['esdb://a:1?keepAliveInterval=500&KEEPALIVETIMEOUT=250', 750],
    ['esdb://a:1?keepAliveInterval=-1', Infinity],
  ])('is no older than a keep-alive and its time-out, when a cut is noticed: %s', (connectionString, milliseconds) => {
    expect(keepAliveMs(completed(connectionString))).toBe(milliseconds);
  });

  test('is the last answer, or the last keep-alive if that is later', async () => {
    const connection = connect('esdb://127.0.0.1:1?tls=false&keepAliveInterval=0&keepAliveTimeout=0');
    const before = performance.now();
    expect(connection.aliveAt()).toBeGreaterThanOrEqual(before);
    const without = connect('esdb://127.0.0.1:1?tls=false&keepAliveInterval=-1');
    without.answered();
    const answered = without.aliveAt();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(without.aliveAt()).toBe(answered);
    await Promise.all([connection.dispose(), without.dispose()]);
  });
});
