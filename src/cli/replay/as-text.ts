import type { KeyDetails } from '../../../projections/key-details/row.js';
import type { HistoryEntry } from '../../../projections/key-history/fold.js';
import { oneLine } from '../terminal/one-line.js';
import { shortenPem } from '../terminal/shorten-pem.js';

const INDENT = '  ';
/** Characters of the column with the names. */
const NAME_WIDTH = 20;

const named = (name: string, value: string) => `${name.padEnd(NAME_WIDTH)} ${value}`;
const orNot = (value: string | null) => (value === null ? '(not known)' : oneLine(value));
const indented = (lines: readonly string[]) => lines.map((line) => INDENT + line);

function scalar(value: unknown): string {
  if (value === null) return '(not set)';
  return oneLine(typeof value === 'string' ? shortenPem(value) : value);
}

/** Names and values, a line each; what has parts has them below it, further in. */
function outline(value: object): string[] {
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) => {
    if (Array.isArray(part)) return part.length === 0 ? [named(name, '(none)')] : [name, ...part.flatMap(item)];
    if (typeof part === 'object' && part !== null) return [name, ...indented(outline(part))];
    return [named(name, scalar(part))];
  });
}

/** A member of a list: a dash before its first line. */
function item(part: unknown): string[] {
  const lines = typeof part === 'object' && part !== null ? outline(part) : [scalar(part)];
  return lines.map((line, index) => `${INDENT}${index === 0 ? '- ' : INDENT}${line}`);
}

/** One event: a line of which, when and what, and below it by whom, from where and what it says. */
export function eventAsText(entry: HistoryEntry): string {
  const { revision, recordedAt, type, actor, account, sourceIp, userAgent, details, reason } = entry;
  return [
    `${revision}  ${recordedAt}  ${type}`,
    ...indented([
      named('by', `${oneLine(actor.id)} (${actor.kind} of ${oneLine(account)})`),
      named('from', `${orNot(sourceIp)}, user agent ${orNot(userAgent)}`),
      ...details.map(({ name, value }) => named(name, scalar(value))),
      ...(reason === null ? [] : [named('reason', oneLine(reason))]),
    ]),
  ].join('\n');
}

/** The key as it was after the last of the events. */
export const keyAsText = (key: KeyDetails) =>
  [`\nThe key after revision ${key.revision}:`, ...indented(outline(key))].join('\n');
