import type { Example } from '../../examples/document.js';
import type { Variables } from '../../examples/carry-over.js';
import { shortenPem } from '../terminal/shorten-pem.js';
import type { Exchange } from './ask.js';

const rule = '-'.repeat(72);
const shortened = (_name: string, value: unknown) => (typeof value === 'string' ? shortenPem(value) : value);

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
