import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { AUDIENCE } from '../../kit/assertions/assertion-client.js';
import { es256, jws, p256, spkiPem } from '../../kit/assertions/signing.js';
import { fencesOf } from '../../house/markdown.js';
import { textOf } from '../../house/repository.js';
import { aServer } from '../../kit/server/server.js';

const run = promisify(execFile);
const server = aServer();
const variables: Record<string, string> = {};

/** A client of which everything that the page asks is true. */
beforeAll(async () => {
  const id = await server.newKey();
  const key = { integratorKeyId: id };
  await server.mutate('addRedirectUri', { ...key, redirectUri: 'https://app.example/callback' });
  const { plainText } = await server.mutate('addSecret', key, 'plainText');
  await server.mutate('uploadPublicKey', { ...key, publicKey: spkiPem(p256.publicKey) });
  const now = Math.floor(Date.now() / 1000);
  const signed = (sub: string) => {
    const claims = { iss: id, sub, aud: AUDIENCE, exp: now + 300, iat: now, jti: randomUUID() };
    return jws({ alg: 'ES256' }, claims, es256);
  };
  Object.assign(variables, {
    TOKEN: await server.token({ account: null, roles: ['AUTHORIZATION_SERVER'] }),
    ...{ CLIENT_ID: id, CLIENT_SECRET: String(plainText), ASSERTION: signed(id), GRANT: signed('ann') },
  });
});

const lines = fencesOf(textOf('docs/authorization-servers.md'))
  .flatMap(({ code }) => code.split('\n'))
  .filter((line) => line.startsWith('curl '));

test('the page has a request for every operation', () => {
  const operations = [
    'check-redirect-uri',
    'jwks.json',
    'authenticate-client',
    'verify-grant',
    'changes',
    '$CLIENT_ID ',
  ];
  for (const operation of operations)
    expect([operation, lines.some((line) => line.includes(operation))]).toEqual([operation, true]);
});

const hasCurl = spawnSync('curl', ['--version']).status === 0;
(hasCurl ? describe : describe.skip)('each request of docs/authorization-servers.md, as it stands there', () => {
  test.each(lines)('%s', async (line) => {
    const follows = line.includes('/changes');
    const here = line
      .replaceAll('http://127.0.0.1:4000', server.address)
      .replace('curl ', follows ? 'curl -m 1 ' : 'curl ');
    const options = { env: { ...process.env, ...variables } };
    const { stdout } = await run('sh', ['-c', here], options).catch((failure: unknown) => {
      const error = failure as { code: number; stdout: string };
      expect({ follows, code: error.code }).toEqual({ follows: true, code: 28 }); // it is cut after a second
      return error;
    });
    if (follows) return expect(stdout).toMatch(/^: .*\nid: \w+\n\n/);
    const answer = JSON.parse(stdout) as Record<string, unknown>;
    const good = [answer['active'] === true, answer['match'] === 'exact', 'client_name' in answer, 'keys' in answer];
    expect(good.filter(Boolean)).toHaveLength(1);
  });
});
