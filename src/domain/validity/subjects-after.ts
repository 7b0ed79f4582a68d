import { isOver } from '../credentials/usable.js';
import type { KeyEvent } from '../key/facts.js';
import { isKeypairEvent, statusAfter as keypairStatusAfter } from '../keypairs/fold.js';
import { isSecretEvent, statusAfter as secretStatusAfter } from '../secrets/fold.js';
import { addedSubject } from './added-subject.js';
import { followed, type Followed, type Item, type Subject } from './validity.js';

/**
 * The subjects with the item of the one that an event is about; the same objects, and the same list, where it is about none.
 * What is over at `at` is over for good and stays as it is.
 */
export function subjectsAfter(subjects: readonly Followed[], event: KeyEvent, at: string): readonly Followed[] {
  const added = addedSubject(event);
  // one that is added again after it was removed goes on
  if (added) return replaced(subjects, added, () => added.item) ?? [...subjects, added];
  const { type, data } = event;
  if (type === 'RedirectUriRemoved')
    return replaced(subjects, { kind: 'REDIRECT_URI', id: data.redirectUriId }, () => null) ?? subjects;
  if (isSecretEvent(event)) {
    const status = secretStatusAfter[event.type];
    return replaced(subjects, { kind: 'SECRET', id: event.data.secretId }, withStatus(status, at)) ?? subjects;
  }
  if (isKeypairEvent(event)) {
    const status = keypairStatusAfter[event.type];
    return replaced(subjects, { kind: 'KEYPAIR', id: event.data.keypairId }, withStatus(status, at)) ?? subjects;
  }
  return subjects;
}

type Change = (item: Item | null) => Item | null;

const withStatus =
  (status: 'ACTIVE' | 'DISABLED' | 'REVOKED', at: string): Change =>
  (item) =>
    item && 'status' in item && !isOver(item, at) ? { ...item, status } : item;

/** Undefined when the subject is not among them. */
function replaced(
  subjects: readonly Followed[],
  { kind, id }: Pick<Subject, 'kind' | 'id'>,
  change: Change,
): readonly Followed[] | undefined {
  const index = subjects.findIndex((subject) => subject.id === id && subject.kind === kind);
  const subject = subjects[index];
  if (!subject) return undefined;
  const item = change(subject.item);
  return item === subject.item ? subjects : subjects.with(index, followed(subject, item, subject.intervals));
}
