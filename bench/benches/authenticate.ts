import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPeppers } from '../../src/adapters/crypto/peppers/peppers.js';
import { interleaved } from '../figures/interleaved.js';
import type { Row } from '../figures/row.js';
import { ratiosOf, spreadOf } from '../figures/spread.js';
import { furnish } from '../http/furnish.js';
import { revokedAtOnce } from '../http/revoked-at-once.js';
import { saturate } from '../http/saturate.js';
import { AUTHENTICATE, postV1, ready } from '../http/v1.js';
import { generateLog } from '../log/generate.js';
import { SHORT_LIFE, shortLife } from '../log/life-of-a-key.js';
import { probe } from '../probe/run.js';
import type { Scale } from '../scale.js';
import { launch, startKeyledger, type RunningServer } from '../servers/start.js';
import { inTemporaryDirectory } from '../temporary-directory.js';

const floor = fileURLToPath(new URL('../servers/authenticate-floor.js', import.meta.url));
const FEW_KEYS = 100;
/** Without the search for primes that takes a processor for the first seconds of a server. */
const steady = { env: { KEYLEDGER_KEYPAIRS_READY: '0' } };

/** A key to be asked about, among few others and among many. */
async function furnished(few: string, many: string, keys: number) {
  const server = await startKeyledger(few);
  const { clientId, secret } = await furnish(server);
  const body = { client_id: clientId, client_secret: secret };
  const expected = await postV1(server, AUTHENTICATE, body);
  await server.stop();
  await cp(few, many, { recursive: true });
  const { current, byVersion } = loadPeppers(join(few, 'peppers.json'));
  const life = shortLife(byVersion.get(current)!.id);
  generateLog(few, FEW_KEYS * SHORT_LIFE, life);
  generateLog(many, keys * SHORT_LIFE, life);
  return { body, expected };
}

/** `authenticate-client` with a secret, against the least that can be done, and among few keys and many. */
export const authenticate = ({ rounds, seconds, keys }: Scale): Promise<Row[]> =>
  inTemporaryDirectory(async (directory) => {
    const [few, many] = [join(directory, 'few'), join(directory, 'many')];
    const { body, expected } = await furnished(few, many, keys);
    const { credential_id: credentialId } = JSON.parse(expected) as { credential_id: string };
    const known = { dataDirectory: few, clientId: body.client_id, secret: body.client_secret, credentialId };

    const running: RunningServer[] = [];
    const up = async (starting: Promise<RunningServer>, isOurs = true) => {
      const server = await starting;
      running.push(server);
      if (isOurs) await ready(server);
      const run = () => saturate(server, body, expected, seconds, AUTHENTICATE);
      await run(); // warm, and the token is remembered
      return { server, run };
    };
    try {
      const ours = await up(startKeyledger(few, steady));
      const bare = await up(launch({ program: floor, args: [JSON.stringify(known)] }), false);
      const large = await up(startKeyledger(many, steady));
      const sides = { ours: ours.run, bare: bare.run, large: large.run };
      const all = await interleaved(rounds, sides);
      const rate = (side: keyof typeof sides) => all[side].map(({ perSecond }) => perSecond);
      const cpu = (side: keyof typeof sides) => all[side].map(({ cpuSeconds }) => cpuSeconds);
      const perSecond = spreadOf(rate('ours')).median / 2;
      const load = { path: AUTHENTICATE, body, perSecond, seconds };
      const calm = await interleaved(rounds, { half: () => probe('steady-load', { server: ours.server, ...load }) });
      const told = (name: string) => calm.half.map((figures) => figures[name] ?? NaN);
      const what = '`authenticate-client`';
      const least = 'as a share of a bare `node:http` that does the same HMAC';
      return [
        { what: `${what}: answers a second, ${least}`, figure: ratiosOf(rate('ours'), rate('bare')), target: '>= 0.6' },
        { what: `${what}: answers for a second of processor, ${least}`, figure: ratiosOf(cpu('bare'), cpu('ours')) },
        {
          what: `${what}: answers a second among ${keys} keys, against ${FEW_KEYS}`,
          ...{ figure: ratiosOf(rate('large'), rate('ours')), target: '>= 0.9' },
        },
        { what: `${what}: p99 against p50 at half the load`, figure: ratiosOf(told('p99'), told('p50')), target: '<= 5' },
        {
          what: `${what}: share of revocations that the next answer knew`,
          ...{ figure: spreadOf(await revokedAtOnce(ours.server, rounds * 10)), target: '>= 1' },
        },
      ];
    } finally {
      for (const { stop } of running) await stop();
    }
  }); // prettier-ignore
