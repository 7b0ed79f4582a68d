import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium of this machine, if it has one. */
export const chromium = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((folder) => names.map((name) => join(folder, name)))
  .find((file) => existsSync(file));

export type Params = Readonly<Record<string, unknown>>;
interface Reply {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: Params;
  result?: Params;
  error?: { message: string };
}
export interface Browser {
  /** A command of the DevTools protocol and its result. */
  send(method: string, params?: Params, sessionId?: string): Promise<Params>;
  onEvent(listener: (method: string, params: Params, sessionId: string | undefined) => void): void;
  close(): Promise<void>;
}

/** Chromium without a window and without internet, over the DevTools protocol on a pipe: it ends when the pipe does. */
export function launchBrowser(file: string, profile: string): Browser {
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];
  const offline = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--disable-background-networking'];
  const more = ['--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'];
  const child = spawn(file, [...flags, ...offline, ...more], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', HOME: profile },
  });
  const ended = once(child, 'close');
  const [input, output] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  input.on('error', () => undefined); // it has ended, as `ended` tells
  const waiting = new Map<number, (reply: Reply) => void>();
  const listeners: Parameters<Browser['onEvent']>[0][] = [];
  let rest = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop() ?? '';
    for (const reply of messages.map((message) => JSON.parse(message) as Reply))
      if (reply.id !== undefined) waiting.get(reply.id)?.(reply);
      else for (const listener of listeners) listener(reply.method ?? '', reply.params ?? {}, reply.sessionId);
  });
  void ended.then(() => waiting.forEach((answer) => answer({ error: { message: 'Chromium has ended.' } })));

  let last = 0;
  return {
    async send(method, params = {}, sessionId) {
      const id = ++last;
      const reply = new Promise<Reply>((resolve) => waiting.set(id, resolve));
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      const { result, error } = await reply;
      waiting.delete(id);
      if (error) throw new Error(`${method}: ${error.message}`);
      return result ?? {};
    },
    onEvent: (listener) => void listeners.push(listener),
    async close() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
