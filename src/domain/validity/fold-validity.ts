import type { RecordedKeyEvent } from '../key/recorded.js';
import { spansAhead } from './spans-ahead.js';
import { standingAfter } from './standing-after.js';
import { subjectsAfter } from './subjects-after.js';
import { followed, type Followed, type Interval, type Validity } from './validity.js';

/**
 * What counted when, after one event more. An event is taken to have happened no sooner than those before it, as for a key as of
 * a time: so no interval ends before it begins, whatever the clocks of several servers say. Of the events of one millisecond
 * only what they come to together is seen. A subject that the event does not touch stays the same object.
 */
export function foldValidity(before: Validity | undefined, event: RecordedKeyEvent): Validity {
  const { recordedAt } = event.metadata;
  if (!before) return born(event);
  const at = before.at > recordedAt ? before.at : recordedAt;
  const owner = event.type === 'OwnershipTransferred' ? event.data.to : before.owner;
  const standing = standingAfter(before.standing, event);
  const items = subjectsAfter(before.subjects, event, at);
  const standsAsItDid = standing === before.standing;
  const { account } = before;
  if (standsAsItDid && items === before.subjects) {
    const isSame = owner === before.owner && at === before.at;
    return isSame ? before : { account, owner, standing, at, subjects: items };
  }
  const subjects = items.map((subject, n): Followed => {
    if (standsAsItDid && subject === before.subjects[n]) return subject;
    const ahead = subject.item ? spansAhead(standing, subject.item, at) : [];
    return followed(subject, subject.item, goOn(subject.intervals, { id: event.id, at }, ahead));
  });
  return { account, owner, standing, at, subjects };
}

function born({ type, data, metadata }: RecordedKeyEvent): Validity {
  if (type !== 'KeyCreated') throw new Error(`${type} before KeyCreated`);
  const { account, owner, environment } = data;
  const standing = { status: 'ACTIVE', environments: [environment], suspended: false } as const;
  return { account, owner, standing, at: metadata.recordedAt, subjects: [] };
}

/** The intervals as an event leaves them: cut at its time, and after it what lies ahead. */
function goOn(
  intervals: readonly Interval[],
  { id, at }: { id: string; at: string },
  ahead: readonly Pick<Interval, 'from' | 'to'>[],
): Interval[] {
  const isOpenAt = ({ from, to }: Interval) => from <= at && (to === null || to > at);
  const open = intervals.find(isOpenAt);
  const past = intervals
    .filter(({ from }) => from < at)
    .map((interval) => (isOpenAt(interval) ? { ...interval, to: at, closedBy: id } : interval));
  const next = ahead.map(({ from, to }) => {
    const begins = open ? open.openedBy : id;
    return { from, to, openedBy: from === at ? begins : null, closedBy: null };
  });
  const [last, first] = [past.at(-1), next[0]];
  if (!last || !first || last.to !== first.from) return [...past, ...next];
  return [...past.slice(0, -1), { ...first, from: last.from, openedBy: last.openedBy }, ...next.slice(1)];
}
