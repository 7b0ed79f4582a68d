import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { environmentOfSecret } from '../../../src/adapters/crypto/secrets/secret-format.js';
import { examplesOf } from '../../../src/examples/document.js';
import { fencesOf } from '../../house/markdown.js';
import { textOf } from '../../house/repository.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const fences = fencesOf(textOf('docs/leaks.md'));
const operations = new Map(
  fences
    .filter(({ language }) => language === 'graphql')
    .flatMap(({ code }) => examplesOf(code).map(({ name, source }) => [name, source] as const)),
);
const [end = ''] = fences.flatMap(({ language, code }) => (language === 'sh' ? [code] : []));
const [expression = ''] = fences.flatMap(({ language, code }) => (language === 'text' ? [code.trim()] : []));

const hasCurl = spawnSync('curl', ['--version']).status === 0;
(hasCurl ? test : test.skip)('docs/leaks.md, done from its top to its end, is answered as it says', async () => {
  const key = await server.newKey();
  const added = await server.mutate('addSecret', { integratorKeyId: key }, 'secret { id } plainText');
  const [secret, text] = [String(added['secret']?.['id']), String(added['plainText'])];
  expect(end).toContain('curl ');
  const here = end.replace('http://127.0.0.1:4000', server.address);
  const { stdout } = await promisify(execFile)('sh', ['-c', here], { env: { ...process.env, SECRET: text } });
  expect(stdout).toBe('{}');

  const found = { integratorKeyId: key, credentialId: secret, status: 'REVOKED', intervals: [expect.anything()] };
  const because = expect.stringContaining('whoever held it said that it leaked');
  const answers: Record<string, object> = {
    WhoseIsIt: { findCredential: { ours: true, looksLikeOurs: true, credentials: [found] } },
    WhatWasDone: {
      auditLog: { nodes: [{ summary: because }, { summary: expect.stringContaining('added secret') }] },
      integratorKey: { secrets: [{ id: secret, status: 'REVOKED', usage: { usesToday: 0 } }] },
    },
    AnotherOne: { addSecret: { plainText: expect.stringMatching(expression), userErrors: [] } },
  };
  expect([...operations.keys()]).toEqual(Object.keys(answers));
  const values: Record<string, string> = { text, key, secret };
  for (const [name, source] of operations) {
    const asked = Object.entries(values).filter(([variable]) => source.includes(`$${variable}:`));
    const { data, errors } = await server.ask(source, Object.fromEntries(asked));
    expect({ name, errors, data }).toMatchObject({ name, errors: [], data: answers[name] });
  }
  expect(environmentOfSecret(text)).toBe('DEMO');
  expect(text).toMatch(new RegExp(`^${expression}$`));
});
