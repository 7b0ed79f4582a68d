import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  type KeypairPool,
  type KeypairPoolOptions,
  openKeypairPool,
} from '../../src/adapters/crypto/keypairs/keypair-pool.js';
import { KeypairPoolBusy, KeypairPoolDown } from '../../src/adapters/crypto/keypairs/keypair-waiters.js';
import { publicKeyOf } from '../../src/adapters/crypto/public-keys/public-key.js';

const none = { 2048: 0, 3072: 0, 4096: 0 };
const pools: KeypairPool[] = [];
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));

/** A pool with the real thread, which can be watched and ended from here. */
function watched(options: Partial<KeypairPoolOptions> = {}, { fills = true } = {}) {
  const threads: Worker[] = [];
  const crashes: unknown[] = [];
  const made: number[] = [];
  const pool = openKeypairPool({
    sizes: none,
    onCrash: (error) => crashes.push(error),
    startWorker: () => {
      const thread = new Worker(new URL('../../src/adapters/crypto/keypairs/keypair-worker.js', import.meta.url));
      threads.push(thread.on('message', ({ modulusLength }: { modulusLength: number }) => made.push(modulusLength)));
      return thread;
    },
    ...options,
  });
  pools.push(pool);
  if (fills) pool.keepReady();
  const thread = () => {
    const last = threads.at(-1);
    if (!last) throw new Error('There is no thread.');
    return last;
  };
  const pairsMade = async (count: number) => {
    while (made.length < count) await once(thread(), 'message');
  };
  return { pool, threads, thread, crashes, made, pairsMade };
}

describe('a pair', () => {
  test('signs, and its public half verifies', async () => {
    const { pool } = watched();
    const modulusLength = 2048;
    const { privateKeyPem, ...publicKey } = await pool.take(modulusLength);
    expect(privateKeyPem.split('\n')[0]).toBe('-----BEGIN PRIVATE KEY-----');
    expect(publicKey).toMatchObject({ modulusLength, publicExponent: 65537n, algorithm: 'RS256' });
    expect(publicKey).toEqual(publicKeyOf(createPublicKey(publicKey.publicKeyPem)));
    const data = Buffer.from('data');
    expect(verify('sha256', data, publicKey.publicKeyPem, sign('sha256', data, createPrivateKey(privateKeyPem)))).toBe(
      true,
    );
  });

  test('is given to one caller only', async () => {
    const { pool } = watched({ sizes: { ...none, 2048: 1 } });
    const pairs = await Promise.all(Array.from({ length: 3 }, () => pool.take(2048)));
    expect(new Set(pairs.map(({ kid }) => kid)).size).toBe(3);
  });
});

describe('while a pair is being made', () => {
  test('the event loop turns', async () => {
    const { pool } = watched();
    let turns = 0;
    // more pairs than one where a busy machine lets this thread run seldom
    for (let pairs = 0; pairs < 20 && turns <= 1000; pairs++) {
      let done = false;
      const pair = pool.take(3072).finally(() => (done = true));
      while (!done) {
        await nextTurn();
        turns++;
      }
      expect((await pair).modulusLength).toBe(3072);
    }
    expect(turns).toBeGreaterThan(1000); // on this thread it would turn a few times for each
  });

  test("libuv's threads do other work", async () => {
    const { pool } = watched();
    let done = 0;
    const pairs = Array.from({ length: 5 }, () => pool.take(2048).finally(() => done++));
    let looks = 0;
    while (done < 1) {
      await stat('.');
      looks++;
    }
    expect(looks).toBeGreaterThan(100); // five jobs on four threads would let it through only now and then
    await Promise.all(pairs);
  });
});

describe('filling', () => {
  test('makes the shortest first, up to the sizes, and again what was taken', async () => {
    const { pool, made, pairsMade } = watched({ sizes: { 2048: 2, 3072: 1, 4096: 0 } });
    await pairsMade(3);
    await nextTurn();
    expect(made).toEqual([2048, 2048, 3072]);
    await pool.take(2048);
    await pairsMade(4);
    expect(made).toEqual([2048, 2048, 3072, 2048]);
  });

  test('answers from what is ready, with nothing being made in between', async () => {
    const { pool, made, pairsMade } = watched({ sizes: { ...none, 2048: 2 } });
    await pairsMade(2);
    await nextTurn();
    await Promise.all([pool.take(2048), pool.take(2048)]);
    expect(made.length).toBe(2);
  });

  test('begins when it is told to; before, only a pair that somebody asks for is made', async () => {
    const { pool, threads, made, pairsMade } = watched({ sizes: { ...none, 2048: 1 } }, { fills: false });
    expect(threads).toEqual([]);
    await pool.take(2048);
    await nextTurn();
    expect(made).toEqual([2048]);
    pool.keepReady();
    await pairsMade(2);
  });

  test('starts no thread when nothing is to be kept ready', () => expect(watched().threads).toEqual([]));

  test('stands back for whoever asks', async () => {
    const { pool, made } = watched({ sizes: { 2048: 3, 3072: 0, 4096: 1 } });
    await pool.take(3072);
    expect(made).toEqual([2048, 3072]); // the first was under way
  });
});

describe('waiting', () => {
  test('is served in the order of asking', async () => {
    const { pool, made } = watched();
    const order: string[] = [];
    const ask = (name: string, modulusLength: 2048 | 3072) => pool.take(modulusLength).then(() => order.push(name));
    await Promise.all([ask('a', 2048), ask('b', 3072), ask('c', 2048)]);
    expect(order).toEqual(['a', 'b', 'c']);
    expect(made).toEqual([2048, 3072, 2048]);
  });

  test('is bounded: one more is told that the pool is busy, and the others are served', async () => {
    const { pool } = watched({ maxWaiters: 2 });
    const both = [pool.take(2048), pool.take(2048)];
    await expect(pool.take(2048)).rejects.toThrow(KeypairPoolBusy);
    expect(new Set((await Promise.all(both)).map(({ kid }) => kid)).size).toBe(2);
    expect((await pool.take(2048)).modulusLength).toBe(2048);
  });

  test('is bounded at 64 unless told otherwise', async () => {
    const { pool } = watched();
    const asked = Promise.allSettled(Array.from({ length: 65 }, () => pool.take(2048)));
    await pool.close();
    const reasons = (await asked).map((outcome) => outcome.status === 'rejected' && outcome.reason.constructor);
    expect(reasons).toEqual([...Array.from({ length: 64 }, () => KeypairPoolDown), KeypairPoolBusy]);
  });
});

describe('a crash of the thread', () => {
  test('rejects who is waiting, and the next caller is served by a new one', async () => {
    const { pool, thread, threads, crashes } = watched();
    const waiting = [pool.take(4096), pool.take(2048)];
    await once(thread(), 'online');
    void thread().terminate();
    for (const pair of waiting) await expect(pair).rejects.toThrow(KeypairPoolDown);
    expect((await pool.take(2048)).modulusLength).toBe(2048);
    expect(threads.length).toBe(2);
    expect(crashes).toEqual([expect.objectContaining({ message: 'The keypair thread ended with code 1.' })]);
  });

  test('by an exception is told with its cause', async () => {
    const { pool, thread, crashes } = watched();
    const pair = pool.take(2048);
    const exit = new Promise((resolve) => thread().once('exit', resolve));
    thread().postMessage('not a length');
    await Promise.all([pair, exit]);
    expect(crashes).toEqual([expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' })]);
  });

  test('does not end the filling', async () => {
    const { thread, threads, pairsMade } = watched({ sizes: { ...none, 2048: 2 } });
    await pairsMade(1);
    await thread().terminate();
    while (threads.length < 2) await nextTurn();
    await pairsMade(2);
  });
});

describe('closing', () => {
  test('rejects who is waiting and who comes later, ends the thread and starts no other', async () => {
    const { pool, thread, threads, crashes } = watched({ sizes: { ...none, 2048: 4 } });
    const waiting = pool.take(3072);
    const exit = once(thread(), 'exit');
    await Promise.all([expect(waiting).rejects.toThrow(KeypairPoolDown), pool.close()]);
    await exit;
    await expect(pool.take(2048)).rejects.toThrow(KeypairPoolDown);
    expect([threads.length, crashes]).toEqual([1, []]);
  });

  test('gives away nothing that was ready', async () => {
    const { pool, pairsMade } = watched({ sizes: { ...none, 2048: 1 } });
    await pairsMade(1);
    await pool.close();
    await expect(pool.take(2048)).rejects.toThrow(KeypairPoolDown);
  });

  test('twice is closing once', async () => {
    const { pool } = watched({ sizes: { ...none, 2048: 1 } });
    await Promise.all([pool.close(), pool.close()]);
    await pool.close();
  });
});
