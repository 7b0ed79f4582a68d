import { afterEach, describe, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { tour } from '../../src/cli/tour.js';
import { readExamples, stepsOf } from '../../src/examples/document.js';
import { bearer, newKey, plainSecret, standIn } from '../http/stand-in.js';

const steps = stepsOf(readExamples());
const open: FastifyInstance[] = [];
afterEach(() => Promise.all(open.splice(0).map((app) => app.close())));

const listen = (app: FastifyInstance) => {
  open.push(app);
  return app.listen({ host: '127.0.0.1', port: 0 });
};

async function play(app: FastifyInstance, token: string | undefined = bearer) {
  const url = await listen(app);
  let printed = '';
  const stopped = await tour({ url, token, write: (text) => (printed += text) }).then(() => undefined, String);
  return { printed, stopped };
}

describe('the tour', () => {
  test('plays every operation in order, with what earlier answers brought', async () => {
    const { app, received } = standIn();
    const { printed, stopped } = await play(app);
    expect(stopped).toBeUndefined();
    expect(received.map(({ operationName }) => operationName)).toEqual(steps.map(({ name }) => name));
    expect(received.map(({ query }) => query)).toEqual(steps.map(({ source }) => source));
    const keyed = received.slice(3);
    expect(keyed.map(({ variables }) => variables?.['key'])).toEqual(keyed.map(() => newKey));
    expect(received.filter(({ variables }) => variables?.['secret'] === plainSecret)).toHaveLength(1);
    expect(printed.match(/^HTTP 200$/gm)).toHaveLength(steps.length);
    for (const { title } of steps) expect(printed).toContain(title);
  });

  test('shows the secret, whose showing is the point, and of a private key the first line only', async () => {
    const { printed } = await play(standIn().app);
    expect(printed).toContain(`"plainText": "${plainSecret}"`);
    expect(printed).toContain('"privateKeyPem": "-----BEGIN PRIVATE KEY-----…"');
    expect(printed).not.toContain('QUJD');
  });

  test('stops at the first refusal', async () => {
    const { app, received } = standIn('addSecret');
    const { stopped } = await play(app);
    expect(stopped).toBe(
      'TourStopped: The tour stops at Step08a_AddSecret: refused with SECRET_LIMIT_REACHED: One too many.',
    );
    expect(received.at(-1)?.operationName).toBe('Step08a_AddSecret');
  });

  test('finds the refusal under an alias', async () => {
    expect((await play(standIn('unmarkMobileApp').app)).stopped).toMatch(/Step05_MobileAppAndBack: refused/);
  });

  test('says what to do without a token, and does not show the one that failed', async () => {
    const { printed, stopped } = await play(standIn().app, 'a-wrong-one');
    expect(stopped).toMatch(/Step01_SignedIn: UNAUTHENTICATED: .*--token/);
    expect(printed + stopped).not.toContain('a-wrong-one');
  });

  test('stops where a key is missing that was just made', async () => {
    const app = Fastify();
    app.post('/graphql', () => ({ data: { integratorKey: null } }));
    expect((await play(app)).stopped).toMatch(/integratorKey is null/);
  });

  test('stops when the new secret is not accepted', async () => {
    const app = Fastify();
    app.post('/graphql', () => ({ data: { verifyClientSecret: { active: false } } }));
    expect((await play(app)).stopped).toMatch(/verifyClientSecret\.active is not true/);
  });

  test('says when nothing answers', async () => {
    const app = Fastify();
    const url = await listen(app);
    await app.close();
    await expect(tour({ url, write: () => undefined })).rejects.toThrow(
      `Nothing answers at ${url}: start it with npm start.`,
    );
  });

  test('says when somebody else answers', async () => {
    const app = Fastify();
    app.post('/graphql', (_request, reply) => reply.code(502).send('<html>'));
    expect((await play(app)).stopped).toMatch(/is not Keyledger \(HTTP 502\)/);
  });
});
