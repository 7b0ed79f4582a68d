import { expect } from '@jest/globals';
import { evolve, newAccount, type Account } from '../../../src/domain/account/account.js';
import type {
  AccountEvent,
  AccountFacts,
  PolicySettings,
  ProductionChanges,
} from '../../../src/domain/account/facts.js';
import { noSecretSettings } from '../../../src/domain/account/secret-settings.js';
import type { RecordedAccountEvent } from '../../../src/domain/account/recorded.js';
import { accountSchemaVersions } from '../../../src/domain/account/schema-versions.js';
import type { RefusalCode } from '../../../src/domain/refusal/codes.js';
import type { PausedWhy } from '../../../src/domain/webhooks/facts.js';
import { now } from './facts.js';
import { toldBy } from './given.js';

const fact = <Type extends keyof AccountFacts>(type: Type, data: AccountFacts[Type]) => ({ type, data });

/** Seven days after `now`. */
export const inAWeek = '2026-06-08T12:00:00.000Z';
type OfSecrets = Partial<Omit<PolicySettings, 'productionChanges'>>;
export const set = (productionChanges: ProductionChanges | null, ofSecrets: OfSecrets = {}) =>
  fact('AccountPolicySet', { account: 'acme', productionChanges, ...noSecretSettings, ...ofSecrets });
export const proposed = (
  proposalId: string,
  productionChanges: ProductionChanges | null = 'DIRECT',
  ofSecrets: OfSecrets = {},
) =>
  fact('AccountPolicyProposed', {
    ...{ proposalId, productionChanges, expiresAt: inAWeek },
    ...{ ...noSecretSettings, ...ofSecrets },
  });
export const approved = (proposalId: string) => fact('AccountPolicyApproved', { proposalId });
export const declined = (proposalId: string, reasons = ['Not now']) =>
  fact('AccountPolicyDeclined', { proposalId, reasons });

export const pepper = { pepperVersion: 1, pepperId: 'pepper 1' };
export const inADay = '2026-06-02T12:00:00.000Z';
export const webhookAdded = (webhookId = 'w', url = 'https://hooks.example.com/a?b', types: readonly string[] = []) =>
  fact('WebhookAdded', { webhookId, url, types, number: 1, ...pepper });
export const webhookRotated = (number = 2, webhookId = 'w') =>
  fact('WebhookSecretRotated', { webhookId, number, ...pepper, previousUntil: inADay });
export const webhookPaused = (why: PausedWhy = 'REQUESTED', webhookId = 'w') =>
  fact('WebhookPaused', { webhookId, why });
export const webhookResumed = (from: string | null = null, webhookId = 'w') =>
  fact('WebhookResumed', { webhookId, from });
export const webhookRemoved = (webhookId = 'w') => fact('WebhookRemoved', { webhookId });

/** As it lies in the log: by ada, at `now`, unless another is named. */
export const happened = (facts: readonly AccountEvent[], actorId = 'ada'): RecordedAccountEvent[] =>
  facts.map((event, revision) => ({
    ...event,
    id: `event ${revision}`,
    revision,
    position: `log_${revision}`,
    metadata: {
      ...{ recordedAt: now, actorId, actorKind: 'user', account: 'acme', sourceIp: null, userAgent: null },
      ...{ $correlationId: 'c', $causationId: 'c', commandId: 'c', reason: null },
      schemaVersion: accountSchemaVersions[event.type],
    },
  }));

export const accountOf = (...facts: readonly AccountEvent[]): Account =>
  Object.freeze(happened(facts).reduce(evolve, newAccount));

/** `givenAccount(...facts).when(verb, command).then(...facts)`, or `.refused(code, field)`; ada has done all of them. */
export const givenAccount = (...facts: readonly AccountEvent[]) => ({
  when<Command>(verb: (account: Account, command: Command) => AccountEvent[], command: Command) {
    const decide = () => verb(accountOf(...facts), command);
    return {
      then(...expected: AccountEvent[]) {
        const events = decide();
        expect(events).toEqual(expected);
        accountOf(...facts, ...events);
      },
      refused: (code: RefusalCode, field: string[]) => expect(toldBy(decide)).toEqual([[code, field]]),
    };
  },
});
