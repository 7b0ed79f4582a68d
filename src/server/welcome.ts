import type { Config } from '../config/config.js';
import type { Running } from './start.js';

/** What a person at the terminal reads first. Production gets one line: tokens are not ours to show there. */
export function welcome({ ide }: Config, { address, developmentToken }: Running): string {
  if (developmentToken === undefined) return `Keyledger answers at ${address}/graphql\n`;
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

/** The tour uses port 4000 unless `--url` names another address. */
const tourAddress = (address: string) => (address.endsWith(':4000') ? '' : ` -- --url ${address}`);

const curl = (address: string, query: string) =>
  `curl -s ${address}/graphql -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"query":"${query}"}'`;
