import type { Credential } from '../credentials/credential.js';
import type { KeyEvent } from '../key/facts.js';
import { isKeypairEvent, keypairAfter } from '../keypairs/fold.js';
import { isSecretEvent, secretAfter } from '../secrets/fold.js';
import { addedSubject } from './added-subject.js';
import { mayChangeUntil } from './may-change-until.js';
import { followed, type Followed, type Item, type Subject } from './validity.js';

/**
 * The subjects with the item of the one that an event is about; the same objects, and the same list, where it is about none.
 * What is over for good at `at` stays as it is.
 */
export function subjectsAfter(subjects: readonly Followed[], event: KeyEvent, at: string): readonly Followed[] {
  const added = addedSubject(event);
  // one that is added again after it was removed goes on
  if (added) return replaced(subjects, added, () => added.item) ?? [...subjects, added];
  const { type, data } = event;
  if (type === 'RedirectUriRemoved')
    return replaced(subjects, { kind: 'REDIRECT_URI', id: data.redirectUriId }, () => null) ?? subjects;
  if (isSecretEvent(event)) {
    const change = ifItMay((item) => secretAfter(item, event), at);
    return replaced(subjects, { kind: 'SECRET', id: event.data.secretId }, change) ?? subjects;
  }
  if (isKeypairEvent(event)) {
    const change = ifItMay((item) => keypairAfter(item, event), at);
    return replaced(subjects, { kind: 'KEYPAIR', id: event.data.keypairId }, change) ?? subjects;
  }
  return subjects;
}

type Change = (item: Item | null) => Item | null;

const ifItMay =
  (change: (item: Credential) => Credential, at: string): Change =>
  (item) =>
    item && 'status' in item && at < (mayChangeUntil(item) ?? FOREVER) ? change(item) : item;

/** After every time. */
const FOREVER = '~';

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
