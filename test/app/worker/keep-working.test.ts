import { expect, test } from '@jest/globals';
import { keepWorking, type Task, type Turn } from '../../../src/app/worker/keep-working.js';

/** A lease that somebody gives and takes. */
function aLease() {
  let isHeld = false;
  let waiting: ((held: boolean) => void)[] = [];
  const give = (held: boolean) => {
    isHeld = held;
    if (held) for (const resolve of waiting.splice(0)) resolve(true);
  };
  const events: string[] = [];
  const lease = {
    isHeld: () => isHeld,
    held: () => (isHeld ? Promise.resolve(true) : new Promise<boolean>((resolve) => void waiting.push(resolve))),
    stop: () => {
      events.push('released');
      waiting.forEach((resolve) => resolve(false));
      waiting = [];
      return Promise.resolve();
    },
  };
  return { lease, give, events };
}

const turns = async () => {
  for (let n = 0; n < 20; n++) await new Promise((resolve) => setImmediate(resolve));
};

function working(run: Task['run'], ended?: Task['ended']) {
  const { lease, give, events } = aLease();
  const outcomes: string[] = [];
  const pauses: (() => void)[] = [];
  const { stop } = keepWorking([{ name: 'some-task', everyMs: 1000, run, ...(ended && { ended }) }], {
    lease,
    log: { error: (fields, message) => void outcomes.push(`${JSON.stringify(fields)} ${message}`) },
    measure: (task, outcome) => void outcomes.push(`${task} ${outcome}`),
    pause: (_, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) reject(new Error('aborted'));
        signal.addEventListener('abort', () => reject(new Error('aborted')));
        pauses.push(() => resolve(undefined));
      }),
  });
  const again = () => pauses.splice(0).forEach((end) => end());
  return { give, events, outcomes, stop, again };
}

test('nothing is done without the lease, and again and again with it', async () => {
  let runs = 0;
  const { give, stop, again, outcomes } = working(async () => void runs++);
  await turns();
  expect(runs).toBe(0);
  give(true);
  await turns();
  expect(runs).toBe(1);
  again();
  await turns();
  expect([runs, outcomes]).toEqual([2, ['some-task done', 'some-task done']]);
  give(false);
  again();
  await turns();
  expect(runs).toBe(2);
  await stop();
});

test('a run that fails is told without its words, and comes again', async () => {
  let runs = 0;
  const { give, stop, again, outcomes } = working(() => {
    runs++;
    return Promise.reject(new TypeError('kl_demo_secret'));
  });
  give(true);
  await turns();
  again();
  await turns();
  expect([runs, outcomes[0]]).toEqual([2, '{"task":"some-task","error":"TypeError"} a task of the worker failed']);
  expect(outcomes.join()).not.toContain('kl_demo');
  await stop();
});

test('a stop waits for what runs, which learns of it, and gives the lease back after that', async () => {
  let end: () => void = () => undefined;
  let turn: Turn | undefined;
  const { give, stop, events } = working((its) => {
    turn = its;
    return new Promise((resolve) => void (end = () => resolve()));
  });
  give(true);
  await turns();
  expect([turn?.mayGoOn(), turn?.isHeld()]).toEqual([true, true]);
  const stopped = stop();
  await turns();
  expect([turn?.mayGoOn(), turn?.isHeld(), events]).toEqual([false, true, []]);
  end();
  await stopped;
  expect(events).toEqual(['released']);
});

test('and for what a run has begun and left going', async () => {
  let end: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => void (end = resolve));
  const { give, stop, events } = working(
    () => Promise.resolve(),
    () => begun,
  );
  give(true);
  await turns();
  const stopped = stop();
  await turns();
  expect(events).toEqual([]);
  end();
  await stopped;
  expect(events).toEqual(['released']);
});

test('without the lease a run may neither go on nor write anything down', async () => {
  let turn: Turn | undefined;
  const { give, stop } = working((its) => Promise.resolve(void (turn = its)));
  give(true);
  await turns();
  give(false);
  expect([turn?.mayGoOn(), turn?.isHeld()]).toEqual([false, false]);
  await stop();
});
