import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Server } from '../http/client.js';
import { here } from '../probe/run.js';

export interface RunningServer extends Server {
  /** Seconds of processor that it has used; 0 where Linux does not say. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

interface Launch {
  program: string;
  args?: readonly string[];
  /** A command that the server is run under. */
  under?: readonly string[];
  env?: Readonly<Record<string, string>>;
}

/** Starts a program that says where it is `up at`, in a process of its own; rejects with what it said when it ends instead. */
export async function launch({ program, args = [], under = [], env = {} }: Launch): Promise<RunningServer> {
  const [file, ...rest] = [...under, process.execPath, '--no-warnings', program, ...args];
  const { PATH = '' } = process.env;
  // a group of its own: a tracer would not pass the signal on
  const child = spawn(file as string, rest, {
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-10_000)));
  const ended = once(child, 'close').then(() => true);
  const isUp = () => /up at (\S+)[^]*(?:export TOKEN=(\S+)\n|no token\n)/.exec(said);
  while (!isUp()) {
    const over = await Promise.race([once(child.stdout, 'data').then(() => false), ended]);
    if (over) throw new Error(`The server ended: ${said}`);
  }
  const [, address = '', token = ''] = isUp() ?? [];
  return {
    address,
    token,
    cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
    async stop() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
      await ended;
    },
  };
}

/** proc_pid_stat(5): fields 14 and 15 count hundredths of a second; the name before them may hold anything. */
function cpuSecondsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

/** Keyledger as it is built in a checkout, at a free port, as it comes but for sample data and the log level. */
export const startKeyledger = (
  dataDirectory: string,
  { root = here, under = [], logLevel = 'warn' }: { root?: string; under?: readonly string[]; logLevel?: string } = {},
): Promise<RunningServer> =>
  launch({
    program: `${root}/dist/src/main.js`,
    under,
    env: {
      KEYLEDGER_PORT: '0',
      KEYLEDGER_DATA_DIR: dataDirectory,
      KEYLEDGER_SAMPLE_DATA: 'off',
      KEYLEDGER_LOG_LEVEL: logLevel,
      KEYLEDGER_WELCOME_TOKEN: 'on',
    },
  });
