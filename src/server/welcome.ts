import { hostname } from 'node:os';
import type { Config } from '../config/config.js';
import { variables } from '../config/variables.js';
import type { Running } from './start.js';

/** A line beside those of the log and in their form, for programs that read the standard output of production as JSON. */
export const jsonLine = (fields: Readonly<Record<string, string>> & { msg: string }) =>
  `${JSON.stringify({ level: 30, time: Date.now(), pid: process.pid, hostname: hostname(), ...fields })}\n`;

/** What a person at the terminal reads first. Production gets one line of JSON: tokens are not ours to show there. */
export function welcome({ ide }: Config, { address, developmentToken }: Running): string {
  if (developmentToken === undefined) return jsonLine({ address: `${address}/graphql`, msg: 'Keyledger answers' });
  const page = ide === 'off' ? '' : `  Open ${address}/graphql in a browser: ten steps wait there.\n`;
  return `
Keyledger is up at ${address}   (development: sample data, a token for everybody on this machine)

${page}  Or stay here:   npm run tour${tourAddress(address)}

  export TOKEN=${developmentToken}

  ${curl(address, '{ viewer { id account roles } }')}
  ${curl(address, '{ integratorKeys { nodes { id name status } totalCount } }')}
  ${curl(address, 'mutation { createIntegratorKey(input: { name: \\"My app\\" }) { integratorKey { id name } userErrors { code message } } }')}

`;
}

/** Where the tour looks in a shell without variables of ours. */
const DEFAULT_ADDRESS = `http://${variables.host.development}:${variables.port.development}`;
const tourAddress = (address: string) => (address === DEFAULT_ADDRESS ? '' : ` -- --url ${address}`);

const curl = (address: string, query: string) =>
  `curl -s ${address}/graphql -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"query":"${query}"}'`;
