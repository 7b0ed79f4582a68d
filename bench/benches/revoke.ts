import { interleaved } from '../figures/interleaved.js';
import type { Row } from '../figures/row.js';
import { percentile, ratiosOf, spreadOf } from '../figures/spread.js';
import { revokeInTurn, type Told } from '../http/revoke-in-turn.js';
import { ready } from '../http/v1.js';
import type { Scale } from '../scale.js';
import { startKeyledger } from '../servers/start.js';
import { inTemporaryDirectory } from '../temporary-directory.js';
import { STEP_MS } from '../../src/http/leaks/at-even-times.js';

/** A stranger is one address here, and asks more often than one may. */
const env = {
  ...{ KEYLEDGER_REVOCATIONS_PER_MINUTE: '1000000', KEYLEDGER_REVOCATIONS_PER_MINUTE_OF_ADDRESS: '1000000' },
  KEYLEDGER_KEYPAIRS_READY: '0',
};

/** Whether the time of `/v1/revoke` tells what a text was: each of the three kinds against the others, sent in turns. */
export const revoke = ({ rounds, revocations }: Scale): Promise<Row[]> =>
  inTemporaryDirectory(async (directory) => {
    const server = await startKeyledger(directory, { env });
    try {
      await ready(server);
      await revokeInTurn(server, 3); // warm
      const { all } = await interleaved(rounds, { all: () => revokeInTurn(server, Math.ceil(revocations / 4)) });
      const times = (told: Told, share: number) => all.map((took) => percentile(took[told], share));
      const inStep = (told: Told) => all.map((took) => within(took[told]));
      const what = '`/v1/revoke` of a secret that counts';
      const against = (told: Told, share: number) => ratiosOf(times('ours', share), times(told, share));
      return [
        { what: `${what}, against another server's, p50`, figure: against('strangers', 0.5), target: '<= 1.05' },
        { what: `${what}, against one with a wrong checksum, p50`, figure: against('mistyped', 0.5), target: '<= 1.05' },
        { what: `${what}, against another server's, p99`, figure: against('strangers', 0.99) },
        {
          what: `Another server's against one with a wrong checksum, p50`,
          figure: ratiosOf(times('strangers', 0.5), times('mistyped', 0.5)),
          target: '<= 1.05',
        },
        { what: `${what}: share answered after one step of ${STEP_MS} ms`, figure: spreadOf(inStep('ours')) },
        { what: `the same of another server's`, figure: spreadOf(inStep('strangers')) },
      ];
    } finally {
      await server.stop();
    }
  }); // prettier-ignore

/** Nearer to the first step than to the second. */
const within = (took: readonly number[]) => took.filter((ms) => ms < 1.5 * STEP_MS).length / took.length;
