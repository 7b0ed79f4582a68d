import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { interleaved } from '../figures/interleaved.js';
import type { Row } from '../figures/row.js';
import { ratiosOf } from '../figures/spread.js';
import { send } from '../http/client.js';
import { furnish } from '../http/furnish.js';
import { verifySecret } from '../http/operations.js';
import { saturate } from '../http/saturate.js';
import type { Scale } from '../scale.js';
import { launch, startKeyledger, type RunningServer } from '../servers/start.js';
import { inTemporaryDirectory } from '../temporary-directory.js';

const program = (name: string) => fileURLToPath(new URL(`../servers/${name}.js`, import.meta.url));

/** `verifyClientSecret` over HTTP, against the usual stack and against the least that can be done. */
export const verify = ({ rounds, seconds }: Scale): Promise<Row[]> =>
  inTemporaryDirectory(async (directory) => {
    const [ours, theirs, logging] = ['ours', 'theirs', 'logging'].map((name) => join(directory, name)) as [
      string,
      string,
      string,
    ];
    const furnished = await startKeyledger(ours);
    const { clientId, secret } = await furnish(furnished);
    const operation = verifySecret(clientId, secret);
    const expected = `${JSON.stringify({ data: await send(furnished, operation) })}\n`;
    await furnished.stop();
    for (const copy of [theirs, logging]) await cp(ours, copy, { recursive: true });

    const running: RunningServer[] = [];
    const up = async (starting: Promise<RunningServer>, body = expected) => {
      const server = await starting;
      running.push(server);
      await saturate(server, operation, body, seconds); // warm
      return () => saturate(server, operation, body, seconds);
    };
    try {
      const sides = {
        keyledger: await up(startKeyledger(ours)),
        logging: await up(startKeyledger(logging, { logLevel: 'info' })),
        stock: await up(launch({ program: program('stock'), args: [theirs] })),
        floor: await up(launch({ program: program('floor'), args: [expected] })),
      };
      const all = await interleaved(rounds, sides);
      const rate = (side: keyof typeof sides) => all[side].map(({ perSecond }) => perSecond);
      const cpu = (side: keyof typeof sides) => all[side].map(({ cpuSeconds }) => cpuSeconds);
      const what = '`verifyClientSecret` over HTTP';
      const [stock, floor] = ['against Apollo 5 + Express 5 + type-graphql', 'against a bare `node:http`'];
      return [
        {
          what: `${what}: answers a second, ${stock}`,
          figure: ratiosOf(rate('keyledger'), rate('stock')),
          target: '>= 2',
        },
        {
          what: `${what}: answers for a second of processor, ${stock}`,
          figure: ratiosOf(cpu('stock'), cpu('keyledger')),
        },
        {
          what: `${what}: answers for a second of processor, with a log line each, ${stock}`,
          figure: ratiosOf(cpu('stock'), cpu('logging')),
        },
        { what: `${what}: answers a second, ${floor}`, figure: ratiosOf(rate('keyledger'), rate('floor')) },
        {
          what: `${what}: answers for a second of processor, ${floor}`,
          figure: ratiosOf(cpu('floor'), cpu('keyledger')),
        },
      ];
    } finally {
      for (const { stop } of running) await stop();
    }
  });
