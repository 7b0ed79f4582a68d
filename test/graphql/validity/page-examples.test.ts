import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { examplesOf } from '../../../src/examples/document.js';
import { fencesOf } from '../../house/markdown.js';
import { textOf } from '../../house/repository.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();

const operations = new Map(
  fencesOf(textOf('docs/audit.md'))
    .filter(({ language }) => language === 'graphql')
    .flatMap(({ code }) => examplesOf(code).map(({ name, source }) => [name, source] as const)),
);

/** A moment that is no event's. */
async function aMoment(): Promise<string> {
  await delay(5);
  const moment = new Date().toISOString();
  await delay(5);
  return moment;
}

test('every operation of docs/audit.md answers an auditor as the page says', async () => {
  const from = await aMoment();
  const key = await server.newKey('Contract Desk');
  const input = { integratorKeyId: key };
  const secret = String((await server.mutate('addSecret', input, 'secret { id }'))['secret']?.['id']);
  const redirectUri = 'https://acme.example/callback';
  await server.mutate('addRedirectUri', { ...input, redirectUri });
  const then = await aMoment();
  await server.mutate('revokeSecret', { ...input, secretId: secret, allowLastUsable: true });
  await server.mutate('renameIntegratorKey', { ...input, name: 'Another Desk' });
  const to = await aMoment();

  const ended = { id: secret, kind: 'SECRET', intervals: [{ closedBy: expect.any(String) }] };
  const added = { summary: expect.stringContaining('added secret'), sourceIp: '127.0.0.1' };
  const renamed = expect.objectContaining({
    ...{ field: 'name', before: null, after: 'Another Desk' },
    ...{ event: expect.objectContaining({ summary: expect.stringContaining('renamed') }), addedBy: expect.anything() },
  });
  const audit = { actor: { id: 'audit@acme.example' }, summary: expect.stringContaining(' read ') };
  const answers: Record<string, object> = {
    WhoAddedIt: { auditLog: { nodes: [{ summary: expect.stringContaining('revoked secret') }, added] } },
    WasItLive: { wasValid: { valid: true, overlaps: [{ from: expect.any(String) }] } },
    WhatCould: { validDuring: { nodes: expect.arrayContaining([expect.objectContaining({ id: secret })]) } },
    Lives: { validity: [ended, { label: redirectUri, intervals: [{ to: null, closedBy: null }] }] },
    AsItWas: { integratorKey: { name: 'Contract Desk', secrets: [{ id: secret, status: 'ACTIVE' }] } },
    WhatChanged: { keyDiff: expect.arrayContaining([renamed, expect.objectContaining({ label: redirectUri })]) },
    DemoBesideProduction: {
      environmentDiff: {
        redirectUris: { onlyInDemo: [{ redirectUri, addedToDemo: {} }], onlyInProduction: [] },
        secrets: [{ environment: 'DEMO', count: 0, newest: null }, { environment: 'PRODUCTION' }],
      },
    },
    WhoHasRead: { auditLog: { nodes: [audit, audit] } }, // of all keys, and of this one
  };
  expect([...operations.keys()]).toEqual(Object.keys(answers));
  const auditor = await server.token({ roles: ['AUDITOR'], subject: 'audit@acme.example' });
  const values: Record<string, string> = { key, secret, from, to, then };
  for (const [name, source] of operations) {
    const asked = Object.entries(values).filter(([variable]) => source.includes(`$${variable}:`));
    const { data, errors } = await server.ask(source, Object.fromEntries(asked), auditor);
    expect({ name, errors, data }).toMatchObject({ name, errors: [], data: answers[name] });
  }
});
