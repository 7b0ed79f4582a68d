import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../../src/main.js';
import { patienceMs } from '../patience.js';

const programOf = (path: string) => fileURLToPath(new URL(`../../../src/${path}`, import.meta.url));
const server = [programOf('main.js')];
/** `keyledger work`, to be launched instead of the server. */
export const worker = [programOf('cli/keyledger.js'), 'work'];

export type Variables = Readonly<Record<string, string>>;
type Ending = [code: number | null, signal: NodeJS.Signals | null];

/** A server that has been launched and may not listen yet. */
export interface LaunchedServer {
  /** The next report of this kind, or the one that has come; rejects with the output when the server ends without one. */
  reported(kind: Report['kind']): Promise<Report>;
  /** Everything it has written, to either stream. */
  output(): string;
  stdout(): string;
  stderr(): string;
  signal(signal: NodeJS.Signals): void;
  /** Sends the signal and resolves when the process is gone and its output has been read. */
  stop(signal?: NodeJS.Signals): Promise<Ending>;
  ended: Promise<Ending>;
}

const running = new Set<ChildProcess>();

/**
 * The built server in a process of its own, with these variables and no others, at a free port unless they name one, without
 * keypairs made ready; `through` is what starts it, such as strace.
 */
export function launchServer(
  variables: Variables,
  through: readonly string[] = [],
  program: readonly string[] = server,
): LaunchedServer {
  const env = {
    PATH: process.env['PATH'] ?? '',
    KEYLEDGER_PORT: '0',
    KEYLEDGER_KEYPAIRS_READY: '0',
    KEYLEDGER_VIEWS_WAIT_MS: String(patienceMs / 6),
    ...variables,
  };
  const [command = '', ...args] = [...through, process.execPath, '--no-warnings', ...program];
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  running.add(child);
  let [stdout, stderr, output] = ['', '', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => ((stdout += text), (output += text)));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => ((stderr += text), (output += text)));
  const reports = new Map<string, Report>();
  child.on('message', (report: Report) => void reports.set(report.kind, report));
  const ended = once(child, 'close') as Promise<Ending>;
  void ended.then(() => running.delete(child));

  async function reported(kind: Report['kind']): Promise<Report> {
    for (;;) {
      const report = reports.get(kind);
      if (report) return report;
      const over = await Promise.race([once(child, 'message').then(() => false), ended.then(() => true)]);
      if (over && !reports.has(kind)) throw new Error(`The server ended: ${output}`);
    }
  }

  return {
    reported,
    output: () => output,
    stdout: () => stdout,
    stderr: () => stderr,
    signal: (signal) => void child.kill(signal),
    stop: (signal = 'SIGTERM') => (child.kill(signal), ended),
    ended,
  };
}

export interface ServerProcess extends LaunchedServer {
  /** Such as `http://127.0.0.1:41225`. */
  address: string;
  /** The token that the welcome prints; empty in production, which prints none. */
  token: string;
  dataDirectory: string;
}

/** Starts the server and waits until it is ready; rejects with what it said when it ends instead. */
export async function startServer(
  dataDir: string,
  variables: Variables = {},
  through: readonly string[] = [],
): Promise<ServerProcess> {
  const server = launchServer({ KEYLEDGER_DATA_DIR: dataDir, ...variables }, through);
  const { address, developmentToken = '' } = await server.reported('ready');
  return { ...server, address, token: developmentToken, dataDirectory: dataDir };
}

/** Runs a server that is expected to end by itself. */
export async function runServer(dataDir: string, variables: Variables = {}, through: readonly string[] = []) {
  const server = launchServer({ KEYLEDGER_DATA_DIR: dataDir, ...variables }, through);
  const hangs = setTimeout(() => server.signal('SIGKILL'), patienceMs / 2);
  const [code, signal] = await server.ended;
  clearTimeout(hangs);
  return { code, signal, stdout: server.stdout(), stderr: server.stderr() };
}

/** For the end of a test that failed half-way: nothing of it goes on. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((child) => (child.kill('SIGKILL'), once(child, 'close'))));
}
