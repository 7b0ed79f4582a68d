import { accountOf } from '../../app/access/authorize.js';
import type { CircumstancesOfCommand } from '../../app/commands/command.js';
import type { Account } from '../../domain/account/account.js';
import type { AccountEvent } from '../../domain/account/facts.js';
import type { Context } from '../server/context.js';
import { shownPolicy } from './account-policy.js';

/** Runs a command on the caller's account, and answers with its policy as the command left it. */
export async function changeAccount(
  { handle, caller, policyDefaults }: Context,
  input: CircumstancesOfCommand,
  decide: (account: Account) => AccountEvent[],
) {
  const { history, position, at } = await handle.changeAccount(caller, input, decide);
  const accountPolicy = shownPolicy(accountOf(caller.actor), history, { at, policyDefaults });
  return { accountPolicy, position, userErrors: [] };
}
