import { evolve, newAccount, type Account } from '../../domain/account/account.js';
import type { AccountEvent } from '../../domain/account/facts.js';
import type { RecordedAccountEvent } from '../../domain/account/recorded.js';
import { accountOf } from '../access/authorize.js';
import type { Caller } from '../access/session.js';
import { decodeAccountEvent } from '../log/decode.js';
import { accountStreamOf } from '../log/streams.js';
import type { CircumstancesOfCommand } from './command.js';
import { conflictAt } from './conflict.js';
import type { Attempt } from './idempotency/attempt.js';
import type { RunCommand } from './run-command.js';

/** Commands on the account of the caller: there is no other that it could name. */
export const accountCommands = (run: RunCommand, attempt: Attempt | undefined) => ({
  /** A command on the caller's account, which exists as soon as somebody is bound to it. */
  async changeAccount(
    caller: Caller,
    { reason, expectedRevision = null }: CircumstancesOfCommand,
    decide: (account: Account) => AccountEvent[],
  ) {
    const onAccount = (history: readonly RecordedAccountEvent[]) => {
      const revision = history.length - 1;
      if (expectedRevision !== null && expectedRevision !== revision) throw conflictAt(revision);
      return decide(history.reduce(evolve, newAccount));
    };
    const stream = accountStreamOf(accountOf(caller.actor));
    return run(caller, { stream, reason, decode: decodeAccountEvent, decide: onAccount, attempt, isNew: false });
  },
});
