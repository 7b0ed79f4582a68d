import { openDevelopmentIssuer, sampleAdministrator } from '../../adapters/auth/development-issuer.js';
import { identityProviderOf, isProduction, readConfig } from '../../config.js';
import { carryOver, emptyVariables, type Variables } from '../../examples/carry-over.js';
import { readExamples, stepsOf } from '../../examples/document.js';
import type { Subcommand } from '../subcommand.js';
import { ask, TourStopped } from '../tour/ask.js';
import { faultIn } from '../tour/fault.js';
import { printedAnswer, printedRequest } from '../tour/print.js';

export interface TourOptions {
  /** Where the server is; `/graphql` is added. */
  url?: string;
  /** A bearer token of an administrator. */
  token?: string | undefined;
  /** Takes what a reader sees. */
  write?: (text: string) => void;
}

/** Where `npm start` would be with the same variables. */
const defaultUrl = () => `http://127.0.0.1:${isProduction() ? 4000 : readConfig().port}`;

/** Plays `docs/examples.graphql` against a running server, in order; rejects with `TourStopped` at the first unexpected answer. */
export async function tour({
  url = defaultUrl(),
  token,
  write = (text) => process.stdout.write(text),
}: TourOptions = {}) {
  if (!URL.canParse(url)) throw new TourStopped('The address of the server is not a URL.');
  const endpoint = new URL('/graphql', url);
  const steps = stepsOf(readExamples());
  let known: Variables = emptyVariables;

  for (const step of steps) {
    const { name: operationName, source: query } = step;
    const variables = Object.fromEntries(step.variables.map((name) => [name, known[name]]));
    write(printedRequest(step, variables));
    const asked = await ask(endpoint, token, { operationName, query, variables });
    write(printedAnswer(asked));
    const fault = faultIn(asked);
    if (fault !== undefined) throw new TourStopped(`The tour stops at ${operationName}: ${fault}`);
    known = carryOver(known, asked.answer.data);
  }
  write(
    `All ${steps.length} operations answered as they should. The same ones wait at ${endpoint.href} in a browser.\n`,
  );
}

/** Without `--token`: the sample administrator's, from the data directory of a development server. */
async function developmentToken(): Promise<string | undefined> {
  if (isProduction()) return undefined;
  const config = readConfig();
  if (identityProviderOf(config)) return undefined;
  return (await openDevelopmentIssuer(config.dataDir)).mintToken(sampleAdministrator);
}

export const tourCommand: Subcommand = (program) =>
  program
    .command('tour')
    .description('Plays the ten steps against a running server.')
    .option('--url <url>', 'where the server is (default: this machine, at KEYLEDGER_PORT)')
    .option('--token <token>', "an administrator's bearer token")
    .action(async ({ url, token }: { url?: string; token?: string }) => {
      await tour({ ...(url && { url }), token: token ?? (await developmentToken()) });
    });
