import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDevelopmentIssuer } from '../../../src/adapters/auth/development-issuer.js';
import type { Role } from '../../../src/app/access/actor.js';
import { patienceMs } from '../patience.js';

/** A directory of one server's own; sample data and keypairs ready only where a test is about them. */
export const settingsIn = (directory: string, settings: Record<string, string> = {}) => ({
  KEYLEDGER_PORT: '0',
  KEYLEDGER_DATA_DIR: directory,
  KEYLEDGER_SAMPLE_DATA: 'off',
  KEYLEDGER_KEYPAIRS_READY: '0',
  KEYLEDGER_VIEWS_WAIT_MS: String(patienceMs / 6),
  KEYLEDGER_LOG_LEVEL: 'silent',
  // many tests, one address
  KEYLEDGER_REVOCATIONS_PER_MINUTE: '1000000',
  KEYLEDGER_REVOCATIONS_PER_MINUTE_OF_ADDRESS: '1000000',
  ...settings,
});

export const newDataDirectory = () => mkdtemp(join(tmpdir(), 'keyledger-edge-'));

export interface Person {
  subject?: string;
  account?: string | null;
  roles?: readonly Role[];
  lifetimeSeconds?: number;
}

/** Mints tokens that a server on this directory takes; by default an administrator's of this account. */
export async function minter(directory: string, own = 'acme') {
  const { mintToken } = await openDevelopmentIssuer(directory);
  return ({ account = own, roles = ['ADMINISTRATOR'], lifetimeSeconds = 600, ...person }: Person = {}) => {
    const subject = person.subject ?? `${roles.join('+').toLowerCase()}@${account ?? 'nowhere'}.example`;
    return mintToken({ subject, account, roles, kind: 'user', lifetimeSeconds });
  };
}
