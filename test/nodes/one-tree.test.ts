import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isConsistent } from '../../src/app/proof/verify-proofs.js';
import { parseNote } from '../../src/app/proof/note.js';
import { statedIn } from '../../src/app/proof/signed-checkpoint.js';
import { captured } from '../cli/captured.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { aCluster, type ApiNode, type Cluster } from '../kit/server/nodes.js';
import { serve } from '../kit/server/server.js';

let double: EventStoreDbDouble;
let cluster: Cluster;
let [one, other]: ApiNode[] = [];
const base = mkdtemp(join(tmpdir(), 'keyledger-one-tree-'));
beforeAll(async () => {
  double = await openEventStoreDbDouble();
  cluster = await aCluster();
  const key = { KEYLEDGER_AUDIT_KEY_FILE: join(await base, 'one', 'audit-key.pem') };
  await mkdir(join(await base, 'one'));
  await mkdir(join(await base, 'other'));
  one = await cluster.start(double.port, key);
  await one.ready();
  await copyFile(key.KEYLEDGER_AUDIT_KEY_FILE, join(await base, 'other', 'audit-key.pem'));
  other = await cluster.start(double.port, { KEYLEDGER_AUDIT_KEY_FILE: join(await base, 'other', 'audit-key.pem') });
  await other.ready();
});
afterAll(async () => {
  await cluster.close();
  await double.close();
  await rm(await base, { recursive: true });
});

interface Signing {
  ask: ApiNode['ask'];
  mutate: ApiNode['mutate'];
  address: string;
  administrator: string;
}

const get = async ({ address, administrator }: Signing, path: string) =>
  (await fetch(`${address}/audit${path}`, { headers: { authorization: `Bearer ${administrator}` } })).text();

/** Writes through a node, has it sign that, and gives the checkpoint. */
async function signedBy(node: Signing): Promise<string> {
  const { integratorKey } = await node.mutate('createIntegratorKey', { name: 'Signed' });
  const { data } = await node.ask(
    `{ integratorKey(id: "${String(integratorKey?.['id'])}") { history(first: 1) { nodes { id } } } }`,
  );
  const [event] = (data['integratorKey']?.['history']?.['nodes'] ?? []) as unknown as { id: string }[];
  const { treeSize } = JSON.parse(await get(node, `/proof/inclusion?event=${event?.id}`)) as { treeSize: number };
  const note = await get(node, '/checkpoint');
  expect(statedIn(note).size).toBe(treeSize);
  return note;
}

test('nodes that write and sign in turns have one tree, each checkpoint of which goes on from the last, and so has a copy of the log', async () => {
  const nodes = [one, other] as [ApiNode, ApiNode];
  let last = await signedBy(nodes[0]);
  for (let turn = 1; turn <= 6; turn++) {
    const node = nodes[turn % 2] as ApiNode;
    const note = await signedBy(node);
    const [before, now] = [statedIn(last), statedIn(note)];
    expect([now.origin, now.size > before.size]).toEqual([before.origin, true]);
    const { hashes } = JSON.parse(await get(node, `/proof/consistency?from=${before.size}&to=${now.size}`)) as {
      hashes: string[];
    };
    expect(
      isConsistent(
        before,
        now,
        hashes.map((hash) => Buffer.from(hash, 'base64')),
      ),
    ).toBe(true);
    expect(parseNote(note).signatures).toHaveLength(1);
    last = note;
  }
  for (const node of nodes) expect((await node.health()).views.problem).toBeNull();

  const copy = join(await base, 'copy');
  const env = { KEYLEDGER_EVENTSTOREDB_URL: `esdb://127.0.0.1:${double.port}?tls=false` };
  expect((await captured(['copy', '--from', 'eventstoredb', '--to', `sqlite:${copy}`], env)).error).toBeUndefined();
  const key = join(await base, 'one', 'audit-key.pem');
  const files = {
    KEYLEDGER_AUDIT_KEY_FILE: key,
    KEYLEDGER_PEPPERS_FILE: join(nodes[0].directory, '..', 'peppers.json'),
  };
  const server = await serve(files, copy);
  expect(await get(server, '/checkpoint')).toBe(last);
  expect(await (await fetch(`${server.address}/health/ready`)).json()).toMatchObject({ views: { problem: null } });
  const next = statedIn(await signedBy(server));
  expect([next.origin, next.size]).toEqual([statedIn(last).origin, statedIn(last).size + 1]);
  await server.close();
});
