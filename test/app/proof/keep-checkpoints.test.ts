import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { NO_STREAM, StoreUnavailable, type StoredEvent } from '../../../src/app/log/event-store.js';
import { checkpointsStream } from '../../../src/app/log/streams.js';
import { checkpointEvent } from '../../../src/app/proof/checkpoint-events.js';
import { CosignatureRefused } from '../../../src/app/proof/cosign.js';
import { keepCheckpoints } from '../../../src/app/proof/keep-checkpoints.js';
import { LogRewritten } from '../../../src/app/proof/log-rewritten.js';
import { openNote, parseNote } from '../../../src/app/proof/note.js';
import { statedIn } from '../../../src/app/proof/signed-checkpoint.js';
import { leafHash, rootHash, type Hash } from '../../../src/app/proof/tree.js';
import { verifierKey } from '../../../src/app/proof/verifier-key.js';
import { someSigner } from '../../kit/proof/signers.js';
import { aWitness } from '../../kit/proof/witness.js';
import { tilesOver } from '../../kit/proof/tiles-over.js';
import { storeInMemory, type StoreInMemory } from '../../kit/stores/in-memory.js';

const ORIGIN = 'keyledger/log';
const leaves = (count: number, from = 'event'): Hash[] =>
  Array.from({ length: count }, (_, number) => leafHash(`${from} ${number}`));

/** A node over the store, with a key and a remembered checkpoint that may be those of an earlier start. */
function aNode(
  store: StoreInMemory,
  {
    log = leaves(3),
    keys = [someSigner(ORIGIN)],
    kept = { note: null as string | null },
    waits = [] as string[],
    witnesses = [] as string[],
  } = {},
) {
  const tree = {
    leaves: log,
    size: () => tree.leaves.length,
    root: (size: number) => rootHash(tilesOver(tree.leaves), size),
  };
  const checkpoints = keepCheckpoints({
    store,
    tree,
    shown: (position) => Promise.resolve(void waits.push(position)),
    signersOf: () => keys.map(({ signer }) => signer),
    remembered: { read: () => kept.note, write: (note) => void (kept.note = note) },
    witnesses: witnesses.map(verifierKey),
    origin: null,
    now: () => new Date(0),
    newId: randomUUID,
  });
  return { tree, kept, keys, ...checkpoints };
}

const aStore = () => storeInMemory([{ stream: 'integratorKey-a', position: 'log_0' } as StoredEvent]);
const signed = (store: StoreInMemory) => store.log.filter(({ stream }) => stream === checkpointsStream);

describe('checkpoints', () => {
  test('begin with the origin, are signed, and are kept beside the key', async () => {
    const store = aStore();
    const node = aNode(store);
    const note = await node.sign();
    expect(statedIn(note)).toEqual({ origin: ORIGIN, size: 3, root: node.tree.root(3) });
    expect(openNote(note, [verifierKey(node.keys[0]!.verifierKey)]).verified).toHaveLength(1);
    expect(signed(store).map(({ type, data }) => [type, data])).toEqual([
      ['OriginBegun', { origin: ORIGIN, formerOrigin: null }],
      ['CheckpointSigned', { checkpoint: note }],
    ]);
    expect([node.kept.note, node.newest()]).toEqual([note, note]);
  });

  test('are signed anew for new leaves alone', async () => {
    const store = aStore();
    const node = aNode(store);
    const first = await node.sign();
    expect(await node.sign()).toBe(first);
    node.tree.leaves = leaves(5);
    expect(statedIn(await node.sign()).size).toBe(5);
    expect(signed(store)).toHaveLength(3);
  });

  test('of several nodes continue each other, and two that sign at once do not fail', async () => {
    const store = aStore();
    const keys = [someSigner(ORIGIN)];
    const [one, other] = [aNode(store, { keys }), aNode(store, { keys })];
    const notes = await Promise.all([one.sign(), other.sign(), one.sign()]);
    expect(new Set(notes).size).toBe(1);
    expect(signed(store)).toHaveLength(2);
    other.tree.leaves = leaves(4);
    await other.sign();
    one.tree.leaves = leaves(4);
    expect(statedIn(await one.sign()).size).toBe(4);
    expect(signed(store)).toHaveLength(3);
  });

  test('keep what a witness signs, in the log and beside the key, over a start and until the tree has grown', async () => {
    const store = aStore();
    const witness = aWitness('witness.example/w1');
    const settings = { keys: [someSigner(ORIGIN)], witnesses: [witness.verifierKey] };
    const node = aNode(store, settings);
    await expect(node.cosign('— a b\n')).rejects.toThrow(CosignatureRefused);
    const note = await node.sign();
    const line = witness.line(parseNote(note).text);
    for (const _ of [1, 2]) expect(await node.cosign(line)).toBe(note + line);
    expect([node.newest(), node.kept.note, await node.sign()]).toEqual([note + line, note + line, note + line]);
    expect(
      signed(store)
        .map(({ data }) => data)
        .slice(1),
    ).toEqual([{ checkpoint: note }, { checkpoint: note + line }]);

    const restarted = aNode(store, { ...settings, kept: node.kept });
    await restarted.verify();
    expect(restarted.newest()).toBe(note + line);
    restarted.tree.leaves = leaves(4);
    const grown = await restarted.sign();
    await expect(restarted.cosign(note + line)).rejects.toMatchObject({ fault: 'NOT_NEWEST' });
    await expect(restarted.cosign(line)).rejects.toMatchObject({ fault: 'WRONG' });
    expect([restarted.newest(), restarted.kept.note, signed(store).length]).toEqual([grown, grown, 4]);
  });

  test('of several nodes have the cosignatures that any of them was sent', async () => {
    const store = aStore();
    const [w1, w2] = [aWitness('w1.example'), aWitness('w2.example')];
    const settings = { keys: [someSigner(ORIGIN)], witnesses: [w1.verifierKey, w2.verifierKey] };
    const [one, other] = [aNode(store, settings), aNode(store, settings)];
    const { text } = parseNote(await one.sign());
    await Promise.all([one.cosign(w1.line(text)), other.cosign(w2.line(text))]);
    const names = parseNote(await one.sign()).signatures.map(({ name }) => name);
    expect(names.sort()).toEqual([ORIGIN, w1.name, w2.name]);
  });

  test('keep the signatures of another key of the same tree: keys are replaced one by one, and nodes do not sign for ever', async () => {
    const store = aStore();
    const [old, next] = [someSigner(ORIGIN), someSigner(ORIGIN)];
    await aNode(store, { keys: [old] }).sign();
    const both = await aNode(store, { keys: [old, next] }).sign();
    for (const { verifierKey: written } of [old, next])
      expect(openNote(both, [verifierKey(written)]).verified).toHaveLength(1);
    expect(await aNode(store, { keys: [next] }).sign()).toBe(both);
    const later = aNode(store, { keys: [next], log: leaves(4) });
    expect(parseNote(await later.sign()).signatures).toHaveLength(1);
  });
});

describe('an append of a checkpoint that fails', () => {
  test('leaves the checkpoint beside the key; the next one goes on from it, once all of the log is in the tree', async () => {
    const store = aStore();
    const waits: string[] = [];
    const node = aNode(store, { waits });
    await node.sign();
    node.tree.leaves = leaves(6);
    const append = store.append.bind(store);
    store.append = () => Promise.reject(new StoreUnavailable('away'));
    await expect(node.sign()).rejects.toBeInstanceOf(StoreUnavailable);
    store.append = append;
    expect([statedIn(node.kept.note!).size, signed(store).length]).toEqual([6, 2]);
    const again = aNode(store, { kept: node.kept, keys: node.keys, log: leaves(6), waits });
    await store.append('integratorKey-b', NO_STREAM, [
      { id: randomUUID(), type: 'KeyCreated', data: {}, metadata: {} },
    ]);
    expect(statedIn(await again.sign()).size).toBe(6);
    expect(signed(store)).toHaveLength(3);
    expect(waits.at(-1)).toBe('log_0000000000000003'); // the head then, and not the last checkpoint
  });

  test('is not in the way of the newest note, which is served where the log was cut behind it', async () => {
    const store = aStore();
    const node = aNode(store);
    await node.sign();
    node.tree.leaves = leaves(6);
    const newest = await node.sign();
    const cut = storeInMemory(store.log.slice(0, -1)); // the newest checkpoint is gone
    const after = aNode(cut, { kept: node.kept, keys: node.keys, log: leaves(3) });
    await expect(after.verify()).rejects.toBeInstanceOf(LogRewritten);
    expect(after.newest()).toBe(newest);
  });
});

describe('a log that does not continue what was signed', () => {
  const rewrites: [string, (count: number) => Hash[]][] = [
    ['has lost its newest events', (count) => leaves(count - 1)],
    ['has another event in the middle', (count) => leaves(count).with(1, leafHash('another actor'))],
    ['has lost an event and has a new one', (count) => [...leaves(count).toSpliced(1, 1), leafHash('new')]],
    ['has two events swapped', (count) => leaves(count).with(0, leafHash('event 1')).with(1, leafHash('event 0'))],
    ['is empty', () => []],
  ];

  test.each(rewrites)('is noticed after a restart when it %s', async (_, rewritten) => {
    const store = aStore();
    const { kept } = await signedBy(store);
    const node = aNode(store, { log: rewritten(7), kept });
    await expect(node.verify()).rejects.toBeInstanceOf(LogRewritten);
    expect(node.requireWhole).toThrow(LogRewritten);
    await expect(node.sign()).rejects.toBeInstanceOf(LogRewritten);
    expect(node.newest()).toBe(kept.note);
    expect(signed(store)).toHaveLength(2);
  });

  test.each([
    ['is none', { checkpoint: 'no note' }],
    ['states nothing', { checkpoint: 'a note\n\n\u2014 name AAAAAAA=\n' }],
    ['is not there', {}],
  ])('is noticed when the newest checkpoint in it %s', async (_, data) => {
    const store = aStore();
    const { kept } = await signedBy(store);
    const last = signed(store).at(-1)!;
    await store.append(checkpointsStream, last.revision, [{ ...last, id: randomUUID(), data }]);
    const node = aNode(store, { log: leaves(7), kept });
    await expect(node.verify()).rejects.toBeInstanceOf(LogRewritten);
    expect(node.isRewritten()).toBe(true);
  });

  test('is noticed when what is kept beside the key is no checkpoint', async () => {
    const store = aStore();
    await signedBy(store);
    const node = aNode(store, { log: leaves(7), kept: { note: 'no note' } });
    await expect(node.sign()).rejects.toBeInstanceOf(LogRewritten);
  });

  test.each(rewrites)('is noticed by another node, which remembers nothing, when it %s', async (_, rewritten) => {
    const store = aStore();
    await signedBy(store);
    await expect(aNode(store, { log: rewritten(7) }).verify()).rejects.toBeInstanceOf(LogRewritten);
  });

  test.each(rewrites)(
    'is noticed by what is kept beside the key when the checkpoints are gone too, and it %s',
    async (_, rewritten) => {
      const { kept } = await signedBy(aStore());
      await expect(aNode(aStore(), { log: rewritten(7), kept }).sign()).rejects.toBeInstanceOf(LogRewritten);
    },
  );

  test('is noticed where somebody who cannot sign has begun another origin', async () => {
    const store = aStore();
    const { kept } = await signedBy(store);
    const begun = { type: 'OriginBegun', data: { origin: 'keyledger/other', formerOrigin: ORIGIN } } as const;
    const event = checkpointEvent(begun, { id: randomUUID(), recordedAt: '2026-01-01T00:00:00.000Z', reason: 'none' });
    await store.append(checkpointsStream, 1, [event]);
    await expect(aNode(store, { log: leaves(2), kept }).verify()).rejects.toBeInstanceOf(LogRewritten);
  });

  test('is none that has only grown', async () => {
    const store = aStore();
    const { kept } = await signedBy(store);
    const node = aNode(store, { log: leaves(900), kept });
    await node.verify();
    expect(node.requireWhole).not.toThrow();
    expect(statedIn(await node.sign()).size).toBe(900);
  });

  test('is not suspected when nothing was ever signed', async () => {
    const node = aNode(storeInMemory([{ stream: 'integratorKey-a', position: 'log_0' } as StoredEvent]), { log: [] });
    await node.verify();
    expect([node.isRewritten(), node.newest()]).toEqual([false, null]);
    expect(statedIn(await node.sign()).size).toBe(0);
  });

  /** Seven events, signed. */
  async function signedBy(store: StoreInMemory) {
    const node = aNode(store, { log: leaves(7) });
    await node.sign();
    return node;
  }
});
