import type { HistoryEntry } from './fold.js';

/** Order of the fields in a row. A row is an array, because field names would double the size of a million rows. */
const fields = [
  ...(['integratorKeyId', 'revision', 'account', 'position', 'id', 'type', 'recordedAt', 'actor'] as const),
  ...([
    'reason',
    'sourceIp',
    'userAgent',
    'correlationId',
    'commandId',
    'proposalId',
    'details',
    'environment',
  ] as const),
] satisfies readonly (keyof HistoryEntry)[];

export type HistoryRow = readonly unknown[];

export const rowOf = (entry: HistoryEntry): HistoryRow => fields.map((field) => entry[field]);

export const entryIn = (row: HistoryRow): HistoryEntry =>
  Object.fromEntries(fields.map((field, index) => [field, row[index]])) as unknown as HistoryEntry;

/** SQL of a field of a row, or of a part of it. Of a damaged row it may be anything, until its checksum is looked at. */
export const inRow = (field: (typeof fields)[number], part = '') =>
  `iif(json_valid(row), row ->> '$[${fields.indexOf(field)}]${part}', NULL)`;
