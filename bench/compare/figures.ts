import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { send } from '../http/client.js';
import { furnish, type Client } from '../http/furnish.js';
import { verifySecret } from '../http/operations.js';
import { saturate } from '../http/saturate.js';
import { probe } from '../probe/run.js';
import { startKeyledger } from '../servers/start.js';

/** Figures of one round of one side; more is better in all of them. */
export type Measured = Record<string, number>;

export interface Setting {
  /** Of the commit that is measured. */
  root: string;
  /** Empty, and this side's alone. */
  directory: string;
  seconds: number;
}

async function commands({ root, seconds }: Setting): Promise<Measured> {
  const one = await probe('commands', { callers: 1, seconds, grouped: true }, { root });
  const many = await probe('commands', { callers: 32, seconds, grouped: true }, { root });
  return {
    'commands a second, 1 caller': one['perSecond'] ?? NaN,
    'commands a second, 32 callers': many['perSecond'] ?? NaN,
    'commands for a second of processor': 1e6 / (many['cpuPerCommand'] ?? NaN),
  };
}

async function rebuild({ root, directory }: Setting): Promise<Measured> {
  const figures = await probe('rebuild', { directory }, { root });
  return {
    'events rebuilt a second': figures['eventsPerSecond'] ?? NaN,
    'events rebuilt for a second of processor': 1e6 / (figures['cpuPerEvent'] ?? NaN),
  };
}

async function overHttp({ root, directory, seconds }: Setting): Promise<Measured> {
  const server = await startKeyledger(directory, { root });
  try {
    const client: Client = await furnish(server);
    const operation = verifySecret(client.clientId, client.secret);
    const expected = `${JSON.stringify({ data: await send(server, operation) })}\n`;
    await saturate(server, operation, expected, seconds); // warm
    const { perSecond, cpuSeconds } = await saturate(server, operation, expected, seconds);
    const created = await probe('create-load', { server, plain: 8, withPair: 0, seconds });
    const read = await probe('query-load', { server, client, writers: 0, seconds });
    return {
      'secrets verified a second over HTTP': perSecond,
      'secrets verified for a second of processor': 1 / cpuSeconds,
      'keys created a second over HTTP': created['plainPerSecond'] ?? NaN,
      'queries: 1 / p99': 1 / (read['queries'] ?? NaN),
    };
  } finally {
    await server.stop();
  }
}

/** Prepares a log that both sides rebuild from; each has its own copy. */
export async function prepareLog(directories: readonly string[], events: number): Promise<void> {
  const [first = '', ...others] = directories.map((directory) => join(directory, 'log'));
  await probe('generate', { directory: first, events });
  for (const other of others) await cp(first, other, { recursive: true });
}

export async function measure(setting: Setting, round: number): Promise<Measured> {
  const { directory } = setting;
  return {
    ...(await commands(setting)),
    ...(await rebuild({ ...setting, directory: join(directory, 'log') })),
    ...(await overHttp({ ...setting, directory: join(directory, `data-${round}`) })),
  };
}
