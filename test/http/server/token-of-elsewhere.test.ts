import { expect, test } from '@jest/globals';
import { openDevelopmentIssuer, sampleAdministrator } from '../../../src/adapters/auth/development-issuer.js';
import { aServer } from '../../kit/server/server.js';
import { aDirectory } from '../../kit/views/views.js';

const server = aServer();

async function answerTo(token: string) {
  const response = await fetch(`${server.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: '{"query":"{ viewer { id } }"}',
  });
  return response.text();
}

test('a development token of another data directory: says so, and what to run, and nothing of the token', async () => {
  const { mintToken } = await openDevelopmentIssuer(aDirectory());
  const token = await mintToken({ ...sampleAdministrator, subject: 'hunter2' });
  const answer = await answerTo(token);
  expect(answer).toContain('"code":"UNAUTHENTICATED"');
  expect(answer).toContain('made for another data directory');
  expect(answer).toContain('Run `npm run token` again');
  for (const part of ['hunter2', ...token.split('.')]) expect(answer).not.toContain(part);
});

test('a token that is none: the words that production has as well', async () => {
  expect(await answerTo('hunter2')).toContain('Sign in: send');
});
