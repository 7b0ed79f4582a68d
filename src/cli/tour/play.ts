import { readSettings } from '../../config/config.js';
import { carryOver, emptyVariables, type Variables } from '../../examples/carry-over.js';
import {
  examplesOf,
  readAuditExamples,
  readExamples,
  readGoLiveExamples,
  readRotationExamples,
  type Doer,
} from '../../examples/document.js';
import { ask, TourStopped } from './ask.js';
import { faultIn, tokenOptions } from './fault.js';
import { printedAnswer, printedRequest } from './print.js';

export type Tokens = { readonly [as in Doer]?: string | undefined };

export interface Tour {
  /** Where the server is; `/graphql` is added. */
  url?: string;
  /** Bearer tokens of those who do the steps; the way into production takes all three. */
  tokens?: Tokens;
  /** Takes what a reader sees. */
  write?: (text: string) => void;
}

export const toStdout = (text: string) => void process.stdout.write(text);

/** Where `npm start` would be with the same variables. */
export function defaultUrl(): string {
  const { port } = readSettings(['port']);
  if (port === 0) throw new TourStopped('KEYLEDGER_PORT is 0: say with --url where the server is.');
  return `http://127.0.0.1:${port}`;
}

/**
 * Plays `docs/examples.graphql` against a running server, in order, `docs/go-live.graphql` after it if there are tokens for
 * everybody in that, `docs/audit.graphql` and `docs/rotation.graphql`. Rejects with `TourStopped` at the first unexpected answer.
 */
export async function playTour({ url = defaultUrl(), tokens = {}, write = toStdout }: Tour = {}) {
  if (!URL.canParse(url)) throw new TourStopped('The address of the server is not a URL.');
  const endpoint = new URL('/graphql', url);
  const more = examplesOf(readGoLiveExamples());
  const missing = [...new Set(more.map(({ as }) => as))].filter((as) => as !== 'ADMINISTRATOR' && !tokens[as]);
  const last = [readAuditExamples(), readRotationExamples()].flatMap(examplesOf);
  const steps = [...examplesOf(readExamples()), ...(missing.length === 0 ? more : []), ...last];
  let known: Variables = emptyVariables;

  for (const step of steps) {
    const { name: operationName, source: query, as } = step;
    const variables = Object.fromEntries(step.variables.map((name) => [name, known[name]]));
    write(printedRequest(step, variables));
    const exchange = await ask(endpoint, tokens[as], { operationName, query, variables });
    write(printedAnswer(exchange));
    const fault = faultIn(exchange, as);
    if (fault !== undefined) throw new TourStopped(`The tour stops at ${operationName}: ${fault}`);
    known = carryOver(known, exchange.answer.data);
  }
  write(
    `All ${steps.length} operations answered as they should. The same ones wait at ${endpoint.href} in a browser.\n`,
  );
  const options = missing.map((as) => tokenOptions[as][0]);
  if (missing.length > 0) write(`Ten more lead into production. They take ${options.join(' and ')}.\n`);
}
