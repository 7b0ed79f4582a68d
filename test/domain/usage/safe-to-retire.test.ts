import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Presence } from '../../../src/domain/usage/presence.js';
import { noteUse } from '../../../src/domain/usage/note-use.js';
import type { Retiring } from '../../../src/domain/usage/observations.js';
import { safeToRetire } from '../../../src/domain/usage/safe-to-retire.js';
import type { Tallies, UsageKind } from '../../../src/domain/usage/tally.js';

const [MINUTE_MS, HOUR_MS, DAY_MS] = [60_000, 3_600_000, 86_400_000];
const nowMs = Date.parse('2026-06-30T12:07:00.000Z');
const limits = { observedDays: 30, quietDays: 7, silentMs: 5 * MINUTE_MS, deadMs: DAY_MS };
const ago = (ms: number) => new Date(nowMs - ms).toISOString();
const days = (count: number) => count * DAY_MS;

const ran = (nodeName: string, fromMs: number, toMs: number, end: Presence['end'] = null): Presence => ({
  ...{ nodeId: nodeName, nodeName, since: ago(fromMs), at: ago(toMs), end },
});
/** Uses so long ago, in milliseconds. */
function shown(...uses: [UsageKind, number][]) {
  const tallies: Tallies = new Map();
  for (const [kind, ms] of uses) noteUse(tallies, { clientId: 'client', subjectId: 'secret', kind }, nowMs - ms);
  return [...tallies.values()];
}
const judge = (more: Partial<Retiring> = {}) =>
  safeToRetire({
    ...{ tallies: [], usableSince: ago(days(60)), presences: [ran('web-1', days(40), MINUTE_MS)], nowMs, limits },
    ...more,
  });
const verdictOf = (more: Partial<Retiring>) => judge(more).verdict;

test('one that was observed for long enough, and was shown by nobody, is safe to retire', () => {
  expect(judge({ tallies: shown(['USED', days(20)]) })).toEqual({
    ...{ verdict: 'SAFE', lastUsedAt: '2026-06-10T12:00:00.000Z', usesTodayAndYesterday: 0, usesLast30Days: 1 },
    ...{ observedSince: ago(days(40)), quietFor: 'P19DT23H' },
    evidence: [
      `Its use has been observed since ${ago(days(40))}, for P40D in all; P30D is needed.`,
      'It was last used at 2026-06-10T12:00:00.000Z or up to 15 minutes later; in 30 days: 1.',
      'It has been quiet for P19DT23H of the observed time; P7D is needed.',
    ],
  });
});

test.each<[string, string, Partial<Retiring>]>([
  ['STILL_USED', 'a use six days ago', { tallies: shown(['USED', days(6)]) }],
  ['STILL_USED', 'a use that may lie just within the quiet span', { tallies: shown(['USED', days(7) + MINUTE_MS]) }],
  ['STILL_USED', 'a use that nobody but a silent server saw', { tallies: shown(['USED', 0]), presences: [] }],
  ['STILL_USED', 'what a brownout refused', { tallies: shown(['USED', days(20)], ['BROWNOUT', days(2)]) }],
  ['SAFE', 'a brownout that was long ago', { tallies: shown(['BROWNOUT', days(9)]) }],
  ['UNKNOWN', 'one that was shown while it was suspended', { tallies: shown(['FAILED', days(2)]) }],
  ['SAFE', 'one that failed long ago', { tallies: shown(['FAILED', days(9)]) }],
  ['UNKNOWN', 'nobody who has recorded', { presences: [] }],
  ['UNKNOWN', 'too short a time observed', { presences: [ran('web-1', days(29), 0)] }],
  ['UNKNOWN', 'one made lately', { usableSince: ago(days(29)) }],
  ['SAFE', 'one made long enough ago', { usableSince: ago(days(30)) }],
  ['UNKNOWN', 'a gap', { presences: [ran('a', days(35), days(10), 'STOPPED'), ran('b', days(4), 0)] }],
  ['SAFE', 'a gap that leaves enough', { presences: [ran('a', days(40), days(10), 'STOPPED'), ran('b', days(8), 0)] }],
  [
    'UNKNOWN',
    'quiet in a gap alone',
    { presences: [ran('a', days(50), days(10), 'STOPPED'), ran('b', days(6), 0)], tallies: shown(['USED', days(10)]) },
  ],
  [
    'SAFE',
    'a restart',
    { presences: [ran('a', days(20), 0), ran('b', days(31), days(20) + 4 * MINUTE_MS, 'STOPPED')] },
  ],
  ['SAFE', 'two servers', { presences: [ran('a', days(40), days(5), 'STOPPED'), ran('b', days(20), 0)] }],
  ['SAFE', 'a server that reported just now', { presences: [ran('a', days(40), 5 * MINUTE_MS)] }],
  ['UNKNOWN', 'a silent server', { presences: [ran('a', days(40), 0), ran('b', days(40), 6 * MINUTE_MS)] }],
  [
    'SAFE',
    'a server that stopped',
    { presences: [ran('a', days(40), 0), ran('b', days(40), 6 * MINUTE_MS, 'STOPPED')] },
  ],
  [
    'SAFE',
    'a server that is known to have crashed',
    { presences: [ran('a', days(40), 0), ran('b', days(40), HOUR_MS, 'CRASHED')] },
  ],
  ['UNKNOWN', 'a server silent for a day', { presences: [ran('a', days(40), 0), ran('b', days(40), days(1))] }],
  ['SAFE', 'a server taken for dead', { presences: [ran('a', days(40), 0), ran('b', days(40), days(1) + 1)] }],
  [
    'SAFE',
    'a server that stood still and reports again',
    { presences: [ran('a', days(40), HOUR_MS), ran('a', MINUTE_MS, 0)] },
  ],
])('%s: %s', (verdict, _, more) => expect(verdictOf(more)).toBe(verdict));

describe('the evidence', () => {
  const toldOf = (more: Partial<Retiring>) => judge(more).evidence.join('\n');

  test('names the server that is silent, and since when', () => {
    const told = toldOf({ presences: [ran('web-1', days(40), 0), ran('web-2', days(40), HOUR_MS)] });
    expect(told).toContain(`The server web-2 has not reported since ${ago(HOUR_MS)} and has not stopped`);
    expect(told).not.toContain('web-1');
  });

  test('tells the gaps in which no server ran, the newest ten, and counts them against what was observed', () => {
    const presences = Array.from({ length: 13 }, (_, n) => ran(`n${n}`, days(2 * n + 1), days(2 * n), 'STOPPED'));
    const { evidence } = judge({ presences });
    expect(evidence[0]).toMatch(/for P13D in all; P30D is needed/);
    expect(evidence.filter((sentence) => sentence.startsWith('Nothing was observed from'))).toHaveLength(10);
    expect(evidence).toContain(`Nothing was observed from ${ago(days(2))} to ${ago(days(1))}.`);
    expect(evidence).toContain('And 2 more gaps before.');
  });

  test('tells of a server that ended without a stop, but not of one that ended before the credential was there', () => {
    const dead = ran('web-2', days(40), days(4));
    const presences = [ran('web-1', days(40), 0), dead];
    expect(toldOf({ presences })).toContain(`web-2 ended without a stop after its report of ${dead.at}`);
    expect(toldOf({ presences, usableSince: ago(days(2)) })).not.toContain('web-2');
  });

  test('tells who shows it and is refused, by a brownout and otherwise', () => {
    const told = toldOf({ tallies: shown(['BROWNOUT', days(2)], ['FAILED', days(1)]) });
    expect(told).toContain('No use is known.');
    expect(told).toContain('A brownout last refused it at 2026-06-28T12:00:00.000Z');
    expect(told).toContain('refused for another reason than a brownout at 2026-06-29T12:00:00.000Z');
  });
});

const anyMs = fc.oneof(fc.integer({ min: 0, max: 60 * DAY_MS }), fc.integer({ min: 0, max: 2 * DAY_MS }));
const anyPresence = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c', 'd'),
    from: anyMs,
    to: fc.oneof(fc.constant(0), anyMs),
    end: fc.constantFrom<Presence['end'][]>(null, 'STOPPED', 'CRASHED'),
  })
  .map(({ name, from, to, end }) => ran(name, Math.max(from, to), Math.min(from, to), end));
const longPresence = fc.constant(ran('long', days(45), 0));
const presencesOf = fc
  .tuple(fc.array(anyPresence, { maxLength: 6 }), fc.option(longPresence))
  .map(([some, long]) => (long ? [...some, long] : some));
const anyUse = fc.tuple(fc.constantFrom<UsageKind[]>('USED', 'BROWNOUT', 'FAILED'), anyMs);
const anyRetiring = fc.record({ uses: fc.array(anyUse, { maxLength: 4 }), presences: presencesOf, age: anyMs });
const runs = { numRuns: 2000 };

describe('whatever happened', () => {
  test('it is never safe where somebody showed it within the quiet span', () => {
    fc.assert(
      fc.property(anyRetiring, ({ uses, presences, age }) => {
        const verdict = verdictOf({ tallies: shown(...uses), presences, usableSince: ago(age) });
        if (uses.some(([, ms]) => ms < days(limits.quietDays))) expect(verdict).not.toBe('SAFE');
      }),
      runs,
    );
  });

  test('it is never safe with less observed than the limit, minute by minute', () => {
    const sparse = fc.array(anyPresence, { maxLength: 8 });
    fc.assert(
      fc.property(sparse, anyMs, (all, age) => {
        if (verdictOf({ presences: all, usableSince: ago(age) }) !== 'SAFE') return;
        const isSeen = (ms: number) =>
          ms <= age &&
          all.some(
            ({ since, at }) =>
              nowMs - ms >= Date.parse(since) - 5 * MINUTE_MS && nowMs - ms <= Date.parse(at) + 5 * MINUTE_MS,
          );
        let hours = 0;
        for (let hour = 0; hour < 60 * 24; hour++) if (isSeen(hour * HOUR_MS)) hours++;
        expect(hours).toBeGreaterThanOrEqual(30 * 24 - 2 * all.length);
      }),
      runs,
    );
  });

  test('it is not made safe by knowing less of servers that are not silent', () => {
    fc.assert(
      fc.property(anyRetiring, fc.nat(), ({ uses, presences, age }, which) => {
        const known = { tallies: shown(...uses), usableSince: ago(age) };
        const removed = presences[which % Math.max(1, presences.length)];
        const isSilent = presences.some(
          (one) => one.nodeId === removed?.nodeId && one.end === null && one.at < ago(limits.silentMs),
        );
        if (isSilent || verdictOf({ ...known, presences }) === 'SAFE') return;
        expect(verdictOf({ ...known, presences: presences.filter((one) => one !== removed) })).not.toBe('SAFE');
      }),
      runs,
    );
  });
});

describe('to the millisecond', () => {
  /** So much more or less than a limit. */
  const beside = (limitMs: number) => fc.constantFrom(-1, 0, 1).map((offset) => limitMs + offset);
  const QUARTER_MS = 15 * MINUTE_MS;
  const atQuarter = Math.floor(nowMs / QUARTER_MS) * QUARTER_MS;

  test('it is safe once it was observed for the 30 days, however that is pieced together', () => {
    const observed = fc.record({
      ms: beside(days(30)),
      byAge: fc.boolean(),
      gap: fc.option(
        fc.record({
          from: fc.integer({ min: days(8), max: days(29) }),
          ms: fc.integer({ min: 5 * MINUTE_MS + 1, max: days(20) }),
        }),
      ),
    });
    fc.assert(
      fc.property(observed, ({ ms, byAge, gap }) => {
        const beganMs = ms + (gap?.ms ?? 0);
        const since = byAge ? days(60) : beganMs;
        const presences = gap
          ? [ran('a', since, gap.from + gap.ms, 'STOPPED'), ran('b', gap.from, 0)]
          : [ran('a', since, 0)];
        const usableSince = ago(byAge ? beganMs : days(60));
        expect(verdictOf({ presences, usableSince })).toBe(ms >= days(30) ? 'SAFE' : 'UNKNOWN');
      }),
      runs,
    );
  });

  test('it is safe once it has been quiet for the 7 days, counted from the end of the quarter of an hour of its last use', () => {
    const shownBefore = fc.record({
      ms: beside(days(7)),
      kind: fc.constantFrom<UsageKind[]>('USED', 'BROWNOUT', 'FAILED'),
    });
    fc.assert(
      fc.property(shownBefore, fc.nat(QUARTER_MS - 1), ({ ms, kind }, within) => {
        const tallies: Tallies = new Map();
        const lastMs = atQuarter - days(8);
        noteUse(tallies, { clientId: 'client', subjectId: 'secret', kind }, lastMs + within);
        const thenMs = lastMs + QUARTER_MS + ms;
        const presences = [{ ...ran('web-1', days(60), 0), at: new Date(thenMs).toISOString() }];
        const verdict = verdictOf({ tallies: [...tallies.values()], presences, nowMs: thenMs });
        expect(verdict).toBe(ms >= days(7) ? 'SAFE' : kind === 'FAILED' ? 'UNKNOWN' : 'STILL_USED');
      }),
      runs,
    );
  });

  test('what was not observed is no quiet: it takes 7 days of reports since the last use', () => {
    fc.assert(
      fc.property(beside(days(7)), fc.integer({ min: 5 * MINUTE_MS + 1, max: days(10) }), (ms, gapMs) => {
        const tallies: Tallies = new Map();
        const lastMs = atQuarter - days(20);
        noteUse(tallies, { clientId: 'client', subjectId: 'secret', kind: 'USED' }, lastMs);
        const quietFromMs = lastMs + QUARTER_MS; // from this very moment on nothing reports for a while
        const thenMs = quietFromMs + gapMs + ms;
        const at = (time: number) => new Date(time).toISOString();
        const presences: Presence[] = [
          { nodeId: 'a', nodeName: 'a', since: at(thenMs - days(60)), at: at(quietFromMs), end: 'STOPPED' },
          { nodeId: 'b', nodeName: 'b', since: at(quietFromMs + gapMs), at: at(thenMs), end: null },
        ];
        const verdict = verdictOf({
          tallies: [...tallies.values()],
          presences,
          nowMs: thenMs,
          usableSince: at(thenMs - days(60)),
        });
        if (ms >= days(7)) expect(verdict).toBe('SAFE');
        else expect(verdict).not.toBe('SAFE');
      }),
      runs,
    );
  });

  test('a server that has not reported for more than 5 minutes makes it unknown, and for more than a day is taken for dead', () => {
    fc.assert(
      fc.property(fc.oneof(beside(limits.silentMs), beside(limits.deadMs)), fc.nat(3), (ms, others) => {
        const reporting = Array.from({ length: others + 1 }, (_, n) => ran(`web-${n}`, days(60), 0));
        const { verdict, evidence } = judge({ presences: [...reporting, ran('late', days(60), ms)] });
        const isSilent = ms > limits.silentMs && ms <= limits.deadMs;
        expect(verdict).toBe(isSilent ? 'UNKNOWN' : 'SAFE');
        expect(evidence.some((sentence) => sentence.startsWith('The server late has not reported'))).toBe(isSilent);
      }),
      runs,
    );
  });
});
