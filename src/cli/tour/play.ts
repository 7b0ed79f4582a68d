import { readSettings } from '../../config/config.js';
import { carryOver, emptyVariables, type Variables } from '../../examples/carry-over.js';
import { readExamples, examplesOf } from '../../examples/document.js';
import { ask, TourStopped } from './ask.js';
import { faultIn } from './fault.js';
import { printedAnswer, printedRequest } from './print.js';

export interface Tour {
  /** Where the server is; `/graphql` is added. */
  url?: string;
  /** A bearer token of an administrator. */
  token?: string | undefined;
  /** Takes what a reader sees. */
  write?: (text: string) => void;
}

/** Where `npm start` would be with the same variables. */
function defaultUrl(): string {
  const { port } = readSettings(['port']);
  if (port === 0) throw new TourStopped('KEYLEDGER_PORT is 0: say with --url where the server is.');
  return `http://127.0.0.1:${port}`;
}

/** Plays `docs/examples.graphql` against a running server, in order; rejects with `TourStopped` at the first unexpected answer. */
export async function playTour({ url = defaultUrl(), token, write = (text) => process.stdout.write(text) }: Tour = {}) {
  if (!URL.canParse(url)) throw new TourStopped('The address of the server is not a URL.');
  const endpoint = new URL('/graphql', url);
  const steps = examplesOf(readExamples());
  let known: Variables = emptyVariables;

  for (const step of steps) {
    const { name: operationName, source: query } = step;
    const variables = Object.fromEntries(step.variables.map((name) => [name, known[name]]));
    write(printedRequest(step, variables));
    const exchange = await ask(endpoint, token, { operationName, query, variables });
    write(printedAnswer(exchange));
    const fault = faultIn(exchange);
    if (fault !== undefined) throw new TourStopped(`The tour stops at ${operationName}: ${fault}`);
    known = carryOver(known, exchange.answer.data);
  }
  write(
    `All ${steps.length} operations answered as they should. The same ones wait at ${endpoint.href} in a browser.\n`,
  );
}
