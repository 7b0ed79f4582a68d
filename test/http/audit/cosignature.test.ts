import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Role } from '../../../src/app/access/actor.js';
import { parseNote } from '../../../src/app/proof/note.js';
import { aWitness } from '../../kit/proof/witness.js';
import { serve, type OwnServer } from '../../kit/server/server.js';
import { newDataDirectory } from '../../kit/server/settings.js';

const [witness, second] = [aWitness('witness.example/w1'), aWitness('witness.example/w2')];
const settings = { KEYLEDGER_AUDIT_WITNESSES: [witness, second].map(({ verifierKey }) => verifierKey).join(', ') };
let server: OwnServer;
let directory: string;
beforeAll(async () => void (server = await serve(settings, (directory = await newDataDirectory()))));
afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

async function ask(path: string, init: RequestInit = {}, role: Role = 'AUDITOR') {
  const authorization = `Bearer ${await server.token({ account: 'acme', roles: [role] })}`;
  const answer = await fetch(`${server.address}/audit${path}`, {
    ...init,
    headers: { authorization, ...init.headers },
  });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}
const checkpoint = async () => (await ask('/checkpoint')).text;
const post = (body: string, type = 'text/plain', role?: Role) =>
  ask('/cosignature', { method: 'POST', body, headers: { 'content-type': type } }, role);
const codeOf = ({ text }: { text: string }) => (JSON.parse(text) as { code: string }).code;

test('a witness that signs the newest checkpoint is in it, also after a restart', async () => {
  await server.newKey();
  const note = await checkpoint();
  const { text } = parseNote(note);
  const lines = [witness.line(text), second.line(text)] as const;
  expect(await post(lines[0])).toEqual({ status: 200, type: 'text/plain; charset=utf-8', text: note + lines[0] });
  expect((await post(`${note}${lines[1]}`)).text).toBe(note + lines.join(''));
  expect(await checkpoint()).toBe(note + lines.join(''));
  await server.close();
  server = await serve(settings, directory);
  expect(await checkpoint()).toBe(note + lines.join(''));
});

test('whatever else is a problem, and changes nothing', async () => {
  const note = await checkpoint();
  const { text } = parseNote(note);
  const older = text.replace(/\n\d+\n/, '\n0\n');
  const answers = {
    witness_unknown: await post(aWitness('stranger.example').line(text)),
    checkpoint_not_newest: await post(`${older}\n${witness.line(older)}`),
    cosignature_wrong: await post(witness.line(older)),
    invalid_request: await post('hunter2'),
    unsupported_media_type: await post('{}', 'application/json'),
    content_too_large: await post('— '.padEnd(20_000, 'x')),
    forbidden: await post(witness.line(text), 'text/plain', 'DEVELOPER'),
  };
  const statuses = Object.values(answers).map(({ status }) => status);
  expect(statuses).toEqual([403, 409, 422, 400, 415, 413, 403]);
  expect(Object.values(answers).map(codeOf)).toEqual(Object.keys(answers));
  for (const { text: answered } of Object.values(answers)) expect(answered).not.toContain('hunter2');
  expect(await checkpoint()).toBe(note);
});

test('nothing at all is no note', async () => {
  expect((await ask('/cosignature', { method: 'POST' })).status).toBe(400);
});
