import { randomUUID } from 'node:crypto';
import { idempotencyKeys } from '../../../src/adapters/crypto/idempotency-keys.js';
import { mintSecret } from '../../../src/adapters/crypto/secrets/mint-secret.js';
import type { Peppers } from '../../../src/adapters/crypto/peppers/peppers.js';
import { openSqliteIdempotencyRecords } from '../../../src/adapters/sqlite/attempts/idempotency-records.js';
import type { Command } from '../../../src/app/commands/command.js';
import type { Mint } from '../../../src/app/credentials/ports.js';
import type { EventStore } from '../../../src/app/log/event-store.js';
import { handler } from '../../../src/app/commands/handle.js';
import { idempotence, type Idempotence, type Tools } from '../../../src/app/commands/idempotency/idempotently.js';
import type { IdempotencyRecords } from '../../../src/app/commands/idempotency/records.js';
import { addSecret } from '../../../src/domain/secrets/add-secret.js';
import { peppersOf } from '../../crypto/some-peppers.js';
import { aSecret, now as noon } from '../facts/facts.js';
import { closeAfterwards } from '../close-afterwards.js';
import { aCaller, aStore } from './shell.js';
import { aDirectory } from '../views/views.js';

/** A mint of secrets under these peppers, counted; nothing here asks it for keypairs. */
const mintOf = (peppers: Peppers, count: { minted: number }): Mint => ({
  id: randomUUID,
  secret(environment) {
    count.minted++;
    return mintSecret(peppers, environment);
  },
  keypair: () => Promise.reject(new Error('no keypairs here')),
});

interface Equipment extends Pick<Idempotence, 'pause'> {
  peppers?: Peppers;
  over?: EventStore;
  records?: IdempotencyRecords;
}

/** Stores, a clock, and servers over them: each server has its own queue, as in a process of its own. */
export async function aWorld() {
  const clock = { now: new Date(noon) };
  const now = () => clock.now;
  const store = await aStore();
  const onFatal = (error: Error) => {
    throw error;
  };
  const records = await openSqliteIdempotencyRecords({ dataDirectory: aDirectory(), now, onFatal });
  closeAfterwards(() => records.close());

  function server({ peppers = peppersOf(1), over = store, records: kept = records, pause }: Equipment = {}) {
    const handle = handler({ store: over, shown: async () => undefined, newId: randomUUID, now });
    const count = { minted: 0 };
    const mint = mintOf(peppers, count);
    return {
      count,
      handle,
      idempotently: idempotence({
        records: kept,
        keysOf: idempotencyKeys(peppers),
        handle,
        mint,
        now,
        ...(pause && { pause }),
      }),
    };
  }
  return { clock, store, records, server };
}
export type Server = ReturnType<Awaited<ReturnType<typeof aWorld>>['server']>;

/** A caller's command to add a secret, with its name for this attempt; answers what was written and what is shown once. */
export async function addingSecret(
  { idempotently }: Server,
  idempotencyKey: string,
  { caller = aCaller(), mutation = 'addSecret', ...input }: Command & Partial<AddingSecret>,
) {
  return idempotently(
    { actor: caller.actor, mutation, idempotencyKey, given: input },
    async ({ mint, handle }: Tools) => {
      const { plainText, ...digested } = mint.secret('DEMO');
      const secretId = mint.id();
      const { secretId: _, ...secret } = aSecret(secretId, { ...digested, label: input.label ?? null });
      const outcome = await handle.change(caller, input, (key) => addSecret(key, { ...secret, secretId, now: noon }));
      return { ...outcome, secretId, plainText };
    },
  );
}
interface AddingSecret {
  caller: ReturnType<typeof aCaller>;
  mutation: 'addSecret' | 'saveIntegratorKey';
  label: string;
}
