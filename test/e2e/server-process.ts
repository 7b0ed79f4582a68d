import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));

export type Variables = Readonly<Record<string, string>>;
type Ending = [code: number | null, signal: NodeJS.Signals | null];

export interface ServerProcess {
  /** Such as `http://127.0.0.1:41225`. */
  address: string;
  /** The token that the welcome prints; empty in production, which prints none. */
  token: string;
  /** Everything it has written, to either stream. */
  output(): string;
  /** Sends the signal and resolves when the process is gone and its output has been read. */
  stop(signal?: NodeJS.Signals): Promise<Ending>;
  /** Sends the signal and does not wait. */
  signal(signal: NodeJS.Signals): void;
  ended: Promise<Ending>;
}

/** The built server with these variables and no others, at a free port unless they name one; `through` is what starts it. */
function launch(dataDir: string, variables: Variables, through: readonly string[]) {
  const env = { PATH: process.env['PATH'] ?? '', KEYLEDGER_PORT: '0', KEYLEDGER_DATA_DIR: dataDir, ...variables };
  const [command = '', ...args] = [...through, process.execPath, '--no-warnings', main];
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => (written[stream] += text));
  const ended = once(child, 'close') as Promise<Ending>;
  return { child, written, ended };
}

const running = new Set<ChildProcess>();

/** Starts the server and waits for its welcome; rejects with what it said when it ends instead. */
export async function startServer(
  dataDir: string,
  variables: Variables = {},
  through: readonly string[] = [],
): Promise<ServerProcess> {
  const { child, written, ended } = launch(dataDir, variables, through);
  running.add(child);
  void ended.then(() => running.delete(child));
  const output = () => written.stdout + written.stderr;
  let welcome: RegExpExecArray | null;
  while (!(welcome = /up at (\S+)[^]*export TOKEN=(\S+)\n|answers at (\S+)\/graphql\n/.exec(written.stdout))) {
    const over = await Promise.race([once(child.stdout, 'data').then(() => false), ended.then(() => true)]);
    if (over) throw new Error(`The server ended: ${output()}`);
  }
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => (child.kill(signal), ended);
  const [, development, token = '', production] = welcome;
  return {
    address: development ?? production ?? '',
    token,
    output,
    stop,
    signal: (signal) => void child.kill(signal),
    ended,
  };
}

/** Runs a server that is expected to end by itself. */
export async function runServer(dataDir: string, variables: Variables = {}, through: readonly string[] = []) {
  const { child, written, ended } = launch(dataDir, variables, through);
  const patience = setTimeout(() => child.kill('SIGKILL'), 20_000);
  const [code, signal] = await ended;
  clearTimeout(patience);
  return { code, signal, ...written };
}

/** For the end of a test that failed half-way: nothing of it goes on. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((child) => (child.kill('SIGKILL'), once(child, 'close'))));
}
