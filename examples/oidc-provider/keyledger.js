import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const built = (file) => fileURLToPath(new URL(`../../dist/src/${file}`, import.meta.url));

/** A Keyledger in a temporary directory, on a free loopback port, as an administrator and an authorization server reach it. */
export async function startKeyledger() {
  const directory = await mkdtemp(join(tmpdir(), 'keyledger-example-'));
  const env = {
    PATH: process.env.PATH,
    KEYLEDGER_DATA_DIR: directory,
    KEYLEDGER_PORT: '0',
    KEYLEDGER_SAMPLE_DATA: 'off',
  };
  const server = spawn(process.execPath, ['--no-warnings', built('main.js')], {
    env: { ...env, KEYLEDGER_LOG_LEVEL: 'error', KEYLEDGER_KEYPAIRS_READY: '0', KEYLEDGER_IDE: 'off' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { address, developmentToken } = await reported(server, 'ready');
  const arguments_ = ['--no-warnings', built('cli/keyledger.js'), 'token', '--role', 'authorization-server'];
  const { stdout } = await promisify(execFile)(process.execPath, arguments_, { env });

  return {
    address,
    /** A token with the role AUTHORIZATION_SERVER, bound to no account. */
    token: async () => stdout.trim(),
    mutate: (verb, input, selection = '') => mutate(address, developmentToken, { verb, input, selection }),
    async close() {
      server.kill('SIGTERM');
      if (server.exitCode === null) await once(server, 'close');
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const reported = (server, kind) =>
  new Promise((resolve, reject) => {
    server.on('message', (message) => message.kind === kind && resolve(message));
    server.on('close', () => reject(new Error('Keyledger did not start')));
  });

async function mutate(address, token, { verb, input, selection }) {
  const type = `${verb[0].toUpperCase()}${verb.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${verb}(input: $input) { integratorKey { id } ${selection} userErrors { code } } }`;
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const { data, errors } = await response.json();
  const [failure] = errors ?? data[verb].userErrors;
  if (failure) throw new Error(`${verb}: ${JSON.stringify(failure)}`);
  return data[verb];
}
