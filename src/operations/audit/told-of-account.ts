import type { HistoryEntry } from '../../../projections/key-history/fold.js';
import { changesOf, type FieldChange } from '../../domain/audit/changes.js';
import { subjectOf, type Subject } from '../../domain/audit/subject.js';
import { summaryOf } from '../../domain/audit/summary.js';
import type { Earlier } from '../../domain/audit/told.js';
import type { ToldAccountEvent } from '../account/told-account-event.js';

/** An event of a key as people see it, with what was before it: for what it changed. */
export interface ToldKeyEvent extends HistoryEntry {
  earlier: Earlier;
}

/** What auditors are told of: events of the keys of an account, and of its policy. */
export type ToldOfAccount = ToldKeyEvent | ToldAccountEvent;

const streamIn = (event: ToldOfAccount) => ('integratorKeyId' in event ? event.integratorKeyId : event.account);

/** The event in one plain sentence. */
export const summaryIn = (event: ToldOfAccount): string => summaryOf(event, event.earlier, streamIn(event));

/** What it was done to. */
export const subjectIn = (event: ToldOfAccount): Subject => subjectOf(event, event.earlier, streamIn(event));

/** What it changed; masked. */
export const changesIn = (event: ToldOfAccount): FieldChange[] => changesOf(event, event.earlier);
