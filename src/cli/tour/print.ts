import type { Example } from '../../examples/document.js';
import type { Variables } from '../../examples/carry-over.js';
import type { Exchange } from './ask.js';

const rule = '-'.repeat(72);
const firstLine = (text: string) => text.slice(0, text.indexOf('\n'));

/** A key in PEM is thirty lines of noise, and a private one stays out of terminal scrollback: its first line will do. */
const shortened = (_name: string, value: unknown) =>
  typeof value === 'string' && value.startsWith('-----BEGIN') && value.includes('\n') ? `${firstLine(value)}…` : value;

const pretty = (value: unknown) => JSON.stringify(value, shortened, 2);

/** The title and what to look at, the operation, and its variables if it has any. */
export const printedRequest = ({ title, notes, source }: Example, variables: Variables) =>
  [
    `${rule}\n${title}`,
    ...notes.map((note) => `  ${note}`),
    `\n${source}`,
    ...(Object.keys(variables).length > 0 ? [`\nvariables ${pretty(variables)}`] : []),
    '',
  ].join('\n');

/** The status and the whole answer; a secret is in it, because seeing it this once is the point. */
export const printedAnswer = ({ status, answer }: Exchange) => `\nHTTP ${status}\n${pretty(answer)}\n\n`;
