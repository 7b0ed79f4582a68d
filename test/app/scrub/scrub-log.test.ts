import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { scrubLog, type Scrubbing } from '../../../src/app/scrub/scrub-log.js';
import { LogDamaged, StoreUnavailable, type StoredEvent } from '../../../src/app/log/event-store.js';

const NOON = '2026-06-01T12:00:00.000Z';
const positionAt = (n: number) => `0123456789ab_${n.toString(16).padStart(16, '0')}`;
const nothing = () => undefined;
const page = (...numbers: number[]) =>
  numbers.map((n) => ({ id: String(n), position: positionAt(n) }) as unknown as StoredEvent);

/** A scrub over a log of six events in pages of two, in the order of what happened; rests last no longer than a turn. */
function scrubbing(options: Partial<Scrubbing> = {}, fault: (n: number) => Error | undefined = () => undefined) {
  const happened: string[] = [];
  const rests: number[] = [];
  const scrub = scrubLog({
    store: {
      async *readAll(after) {
        happened.push(`from ${after ?? 'the beginning'}`);
        for (const events of [page(1, 2), page(3, 4), page(5, 6)]) {
          const last = events.at(-1)?.position ?? '';
          if (last <= (after ?? '')) continue;
          const error = fault(Number(events[0]?.id));
          if (error) throw error;
          yield events;
        }
      },
    },
    onDamage: ({ message }) => void happened.push(`damage: ${message}`),
    onTrouble: () => void happened.push('trouble'),
    now: () => new Date(NOON),
    pause: async (milliseconds) => {
      rests.push(milliseconds);
      await turn();
    },
    ...options,
  });
  return { scrub, happened, rests };
}

test('reads from the beginning to the end, looks at every page and the files, and begins again', async () => {
  const pages: string[][] = [];
  let [checks, passes] = [0, 0];
  const { scrub, happened } = scrubbing({
    checkPass() {
      passes++;
      return {
        page: (events) => void pages.push(events.map(({ id }) => id)),
        end: () => void pages.push(['end']),
      };
    },
    checkFiles: async () => void checks++,
  });
  expect(scrub.state()).toEqual({ events: 0, verifiedUpTo: null, lastWholePass: null });
  scrub.begin();
  expect(await scrub.wholePass()).toBe(true);
  expect(scrub.state()).toEqual({ events: 6, verifiedUpTo: positionAt(6), lastWholePass: NOON });
  expect([pages, checks]).toEqual([[['1', '2'], ['3', '4'], ['5', '6'], ['end']], 1]);
  expect(await scrub.wholePass()).toBe(true);
  expect(happened).toEqual(['from the beginning', 'from the beginning']);
  expect(passes).toBe(2);
  scrub.stop();
});

test('rests nine times as long as a page took', async () => {
  const slowly = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
  const { scrub, rests } = scrubbing({ checkPass: () => ({ page: slowly, end: nothing }) });
  scrub.begin();
  await scrub.wholePass();
  scrub.stop();
  const afterPages = rests.slice(0, 3);
  for (const milliseconds of afterPages) expect(milliseconds).toBeGreaterThan(9 * 15);
});

test.each(['the store', 'the look at a page', 'the look at the end', 'the files'])(
  'ends at damage that %s finds, and says it once',
  async (who) => {
    const damage = new LogDamaged('event 3 is not what was written there');
    const finds = {
      'the store': () => scrubbing({}, (n) => (n === 3 ? damage : undefined)),
      'the look at a page': () =>
        scrubbing({
          checkPass: () => ({
            page([first]) {
              if (first?.id === '3') throw damage;
            },
            end: nothing,
          }),
        }),
      'the look at the end': () =>
        scrubbing({
          checkPass: () => ({
            page: nothing,
            end() {
              throw damage;
            },
          }),
        }),
      'the files': () => scrubbing({ checkFiles: () => Promise.reject(damage) }),
    };
    const { scrub, happened } = finds[who as keyof typeof finds]();
    scrub.begin();
    expect(await scrub.wholePass()).toBe(false);
    await turn();
    expect(happened).toEqual(['from the beginning', `damage: ${damage.message}`]);
    const verified = who.endsWith('page') || who === 'the store' ? positionAt(2) : positionAt(6);
    expect(scrub.state()).toMatchObject({ verifiedUpTo: verified, lastWholePass: null });
  },
);

test('a log that cannot be read now is no damage: it goes on where it was, and tells of it once', async () => {
  let times = 3;
  const { scrub, happened } = scrubbing({}, (n) => (n === 3 && times-- > 0 ? new StoreUnavailable('away') : undefined));
  scrub.begin();
  expect(await scrub.wholePass()).toBe(true);
  scrub.stop();
  const again = `from ${positionAt(2)}`;
  expect(happened.slice(0, 5)).toEqual(['from the beginning', 'trouble', again, again, again]);
  expect(scrub.state()).toMatchObject({ events: 6, verifiedUpTo: positionAt(6) });
});

test('a stop waits for nothing, and nothing is told after it', async () => {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const { scrub, happened } = scrubbing({
    checkPass: () => ({ page: () => held.then(() => Promise.reject(new LogDamaged('too late'))), end: nothing }),
  });
  scrub.begin();
  await turn();
  const none = scrub.wholePass();
  scrub.stop();
  expect(await none).toBe(false);
  letGo();
  await turn();
  expect(happened).toEqual(['from the beginning']);
});
