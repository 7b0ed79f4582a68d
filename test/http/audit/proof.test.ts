import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadAuditKeys } from '../../../src/adapters/crypto/audit-keys/load-audit-keys.js';
import type { Role } from '../../../src/app/access/actor.js';
import { canonicalJson } from '../../../src/app/proof/canonical-json.js';
import { parseCheckpoint } from '../../../src/app/proof/checkpoint.js';
import { openNote } from '../../../src/app/proof/note.js';
import { leafHash, rootHash, type Hash } from '../../../src/app/proof/tree.js';
import { verifierKey } from '../../../src/app/proof/verifier-key.js';
import { includes, isConsistent } from '../../../src/app/proof/verify-proofs.js';
import { tilesOver } from '../../kit/proof/tiles-over.js';
import { aServerOfItsOwn } from '../../kit/server/server.js';

const server = aServerOfItsOwn({ KEYLEDGER_SAMPLE_DATA: 'on' });

async function get(path: string, { account = null as string | null, roles = ['AUDITOR'] as Role[] } = {}) {
  const bearer = await server.token({ account, roles });
  return fetch(`${server.address}/audit${path}`, { headers: { authorization: `Bearer ${bearer}` } });
}
const json = async (path: string, as = {}) => (await get(path, as)).json() as Promise<Proof>;
const bytes = async (path: string) => Buffer.from(await (await get(path)).arrayBuffer());
interface Proof {
  leafIndex: number;
  treeSize: number;
  leafHash: string;
  hashes: string[];
}
const hashesIn = (all: readonly string[]): Hash[] => all.map((base64) => Buffer.from(base64, 'base64'));

async function checkpoint() {
  const note = await (await get('/checkpoint')).text();
  const keys = loadAuditKeys(join(server.dataDirectory, 'audit-key.pem'), { isPrivate: false });
  const origin = note.split('\n', 1)[0] as string;
  const trusted = keys.verifierKeysOf(origin).map(verifierKey);
  const { size, root } = parseCheckpoint(openNote(note, trusted).text);
  return { note, size, root };
}

/** All entries, as somebody reads them who has nothing but the tiles. */
async function entries(size: number): Promise<string[]> {
  const width = size % 256;
  const all = await bytes(`/tile/entries/000${width > 0 && size < 256 ? `.p/${width}` : ''}`);
  const found: string[] = [];
  for (let at = 0; at < all.length;) {
    const length = all.readUInt16BE(at);
    found.push(all.subarray(at + 2, at + 2 + length).toString());
    at += 2 + length;
  }
  return found;
}

const anEvent = (all: readonly string[], account: string) =>
  all
    .map((entry) => JSON.parse(entry) as { id: string; metadata: { account: string } })
    .findLast((event) => event.metadata.account === account)!;

describe('/audit', () => {
  test('has a signed checkpoint, whose tree is that of the entries and of the tile of hashes', async () => {
    const [twentieth] = (await entries(20)).slice(-1).map((entry) => JSON.parse(entry) as { id: string });
    await json(`/proof/inclusion?event=${twentieth!.id}`); // signs, unless it has been
    const { size, root } = await checkpoint();
    expect(size).toBeGreaterThanOrEqual(20);
    const all = await entries(size);
    for (const entry of all) expect(canonicalJson(JSON.parse(entry))).toBe(entry);
    const leaves = all.map(leafHash);
    expect(rootHash(tilesOver(leaves), size)).toEqual(root);
    const answer = await get(`/tile/0/000.p/${size}`);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.concat(leaves));
  });

  test('proves that an event is in the tree, of a new one too, which is signed for that', async () => {
    const before = await checkpoint();
    await server.newKey('Proved');
    const grown = before.size + 1;
    const event = anEvent(await entries(grown), 'acme');
    const {
      leafIndex,
      treeSize,
      leafHash: leaf,
      hashes,
    } = await json(`/proof/inclusion?event=${event.id}`, { account: 'acme' });
    expect(treeSize).toBeGreaterThan(before.size);
    const { size, root } = await checkpoint();
    expect(size).toBe(treeSize);
    expect(includes({ size, root }, { leafIndex, leafHash: Buffer.from(leaf, 'base64') }, hashesIn(hashes))).toBe(true);
    const { hashes: consistent } = await json(`/proof/consistency?from=${before.size}&to=${size}`);
    expect(isConsistent(before, { size, root }, hashesIn(consistent))).toBe(true);
  });

  test("proves nothing of another account's event, nor of one that is not there", async () => {
    const { size } = await checkpoint();
    const { id } = anEvent(await entries(size), 'acme');
    expect((await get(`/proof/inclusion?event=${id}`, { account: 'acme' })).status).toBe(200);
    expect((await get(`/proof/inclusion?event=${id}`)).status).toBe(200);
    const nothing = [
      await get(`/proof/inclusion?event=${id}`, { account: 'globex' }),
      await get(`/proof/inclusion?event=${randomUUID()}`),
    ];
    const bodies = await Promise.all(nothing.map((answer) => answer.json()));
    expect(bodies[0]).toEqual(bodies[1]);
    expect(bodies[0]).toMatchObject({ status: 404, code: 'not_found' });
  });

  test.each<[string, { account: string | null; roles: Role[] }, number, number]>([
    ['an auditor of the whole log', { account: null, roles: ['AUDITOR'] }, 200, 200],
    ['an auditor of an account', { account: 'acme', roles: ['AUDITOR'] }, 200, 403],
    ['an administrator', { account: 'acme', roles: ['ADMINISTRATOR'] }, 200, 403],
    ['a developer', { account: 'acme', roles: ['DEVELOPER'] }, 403, 403],
    ['a reviewer', { account: null, roles: ['REVIEWER'] }, 403, 403],
    ['an authorization server', { account: null, roles: ['AUTHORIZATION_SERVER'] }, 403, 403],
  ])('shows hashes and entries to those who may see them: %s', async (_, as, hashes, own) => {
    const paths = ['/checkpoint', '/tile/0/000.p/1', '/proof/consistency?from=1&to=2'];
    for (const path of paths) expect((await get(path, as)).status).toBe(hashes);
    expect((await get('/tile/entries/000.p/1', as)).status).toBe(own);
  });

  test('asks who is there', async () => {
    for (const path of ['/checkpoint', '/tile/0/000', '/tile/entries/000', '/proof/consistency?from=0&to=0']) {
      const answer = await fetch(`${server.address}/audit${path}`);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
    }
  });

  test.each([
    ['/tile/0/000', 404],
    ['/tile/0/000.p/256', 404],
    ['/tile/0/000.p/0', 404],
    ['/tile/0/x000/000', 404],
    ['/tile/0/1', 404],
    ['/tile/64/000', 404],
    ['/tile/1/000.p/1', 404],
    ['/tile/00/000.p/1', 404],
    ['/tile/0/x999/x999/x999/x999/x999/999.p/1', 404],
    ['/tile/entries/000.p/255', 404],
    ['/tile/0/..%2F..%2Fcheckpoint', 404],
    ['/proof/inclusion', 400],
    ['/proof/inclusion?event=hunter2', 400],
    ['/proof/consistency?from=2&to=1', 404],
    ['/proof/consistency?from=0&to=9007199254740993', 404],
    ['/proof/consistency?from=-1&to=1', 400],
    ['/proof/consistency?from=1&from=2&to=1', 400],
    ['/nothing', 404],
  ])('answers %s with a problem that repeats nothing', async (path, status) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    expect(await answer.text()).not.toContain('hunter2');
  });

  test('never shows the key', async () => {
    const pem = readFileSync(join(server.dataDirectory, 'audit-key.pem'), 'utf8');
    const secret = pem.split('\n')[1] as string;
    const { note } = await checkpoint();
    expect(note).not.toContain(secret);
    const answer = await fetch(`${server.address}/audit/checkpoint`, { method: 'POST' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});
