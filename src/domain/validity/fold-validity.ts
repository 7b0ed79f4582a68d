import { evolve, noKey, type ExistingKey } from '../key/key.js';
import type { RecordedKeyEvent } from '../key/recorded.js';
import { addedSubject } from './added-subject.js';
import { spansAhead, type Item } from './spans-ahead.js';
import type { Interval, Lived, Subject, Validity } from './validity.js';

/**
 * What counted when, after one event more. An event is taken to have happened no sooner than those before it, as for a key as of
 * a time: so no interval ends before it begins, whatever the clocks of several servers say. Of the events of one millisecond
 * only what they come to together is seen.
 */
export function foldValidity(before: Validity | undefined, event: RecordedKeyEvent): Validity {
  if (before && event.type === 'KeyCreated') throw new Error('KeyCreated twice');
  const key = evolve(before?.key ?? noKey, event) as ExistingKey;
  const { recordedAt } = event.metadata;
  if (!before) return { key, at: recordedAt, subjects: [] };

  const at = before.at > recordedAt ? before.at : recordedAt;
  if (isSame(before.key, key)) return { ...before, key, at };
  const known = withAdded(before.subjects, addedSubject(event));
  const [old, items] = [itemsOf(before.key), itemsOf(key)];
  const standsAsItDid = isStandingSame(before.key, key);
  const subjects = known.map((subject) => {
    const item = items.get(nameOf(subject));
    if (standsAsItDid && item === old.get(nameOf(subject))) return subject;
    const ahead = item ? spansAhead(key, item, at) : [];
    return { ...subject, intervals: goOn(subject.intervals, { id: event.id, at }, ahead) } satisfies Lived;
  });
  return { key, at, subjects };
}

/** One that is added again after it was removed goes on. */
const withAdded = (subjects: readonly Lived[], added: Subject | undefined): readonly Lived[] =>
  !added || subjects.some((subject) => nameOf(subject) === nameOf(added))
    ? subjects
    : [...subjects, { ...added, intervals: [] }];

/** The state shares what an event has not changed. */
const isSame = (one: ExistingKey, other: ExistingKey) =>
  isStandingSame(one, other) &&
  one.secrets === other.secrets &&
  one.keypairs === other.keypairs &&
  one.redirectUris === other.redirectUris;

const isStandingSame = (one: ExistingKey, other: ExistingKey) =>
  one.status === other.status &&
  one.environments === other.environments &&
  one.goLive.production === other.goLive.production;

const nameOf = ({ kind, id }: Pick<Subject, 'kind' | 'id'>) => `${kind} ${id}`;

const itemsOf = ({ secrets, keypairs, redirectUris }: ExistingKey) =>
  new Map<string, Item>([
    ...secrets.map((secret) => [nameOf({ kind: 'SECRET', id: secret.secretId }), secret] as const),
    ...keypairs.map((keypair) => [nameOf({ kind: 'KEYPAIR', id: keypair.keypairId }), keypair] as const),
    ...redirectUris.map((uri) => [nameOf({ kind: 'REDIRECT_URI', id: uri.redirectUriId }), uri] as const),
  ]);

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
