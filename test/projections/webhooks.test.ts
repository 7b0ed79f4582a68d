import { expect, test } from '@jest/globals';
import { listWebhooks, webhooksOf } from '../../projections/webhooks/list.js';
import { webhookPeppers } from '../../projections/webhooks/peppers.js';
import { accountStreamOf } from '../../src/app/log/streams.js';
import type { LogEvent } from '../../src/app/log/decode.js';
import type { AccountEvent } from '../../src/domain/account/facts.js';
import { created, now } from '../kit/facts/facts.js';
import { aLog } from '../kit/facts/log.js';
import * as a from '../kit/facts/account.js';
import { dump, someViews } from '../kit/views/views.js';

const { webhookAdded, webhookPaused, webhookRemoved, webhookResumed, webhookRotated } = a;

interface Happening {
  account?: string;
  first?: number;
  /** What a later release has written in its own way. */
  schemaVersion?: number;
}

/** Events of an account as they are stored. */
const stored = (facts: readonly AccountEvent[], { account = 'acme', first = 0, schemaVersion = 1 }: Happening = {}) =>
  a.happened(facts).map((event, index): LogEvent => ({
    ...event,
    ...{ id: `00000000-0000-4000-8000-0000000001${first + index + 10}`, revision: first + index },
    stream: accountStreamOf(account),
    ...{ position: `log_${String(100 + first + index)}`, metadata: { ...event.metadata, account, schemaVersion } },
  }));

test('has the webhooks of each account as its events leave them, and those of no other', () => {
  const views = someViews();
  views.apply(stored([webhookAdded('w'), webhookAdded('v', 'https://v.example'), webhookPaused('GONE', 'v')]));
  views.apply(stored([webhookAdded('u')], { account: 'globex', first: 10 }));
  const [w, v] = webhooksOf(views.db, 'acme');
  expect(w).toMatchObject({ webhookId: 'w', status: 'ACTIVE', addedPosition: 'log_100' });
  expect(v).toMatchObject({ webhookId: 'v', url: 'https://v.example', status: 'PAUSED', pausedWhy: 'GONE' });
  expect(webhooksOf(views.db, 'Acme')).toEqual([]);
  expect(listWebhooks(views.db).map(({ account, webhook }) => [account, webhook.webhookId])).toEqual([
    ...[
      ['acme', 'w'],
      ['acme', 'v'],
    ],
    ['globex', 'u'],
  ]);
  const inverse = [webhookResumed('log_100', 'v'), webhookRemoved('w')];
  views.apply(stored(inverse, { first: 20 }));
  expect(webhooksOf(views.db, 'acme')).toMatchObject([{ webhookId: 'v', status: 'ACTIVE', resumedFrom: 'log_100' }]);
});

test('is the same event by event, at once, and when an event comes again', () => {
  const facts = [webhookAdded(), webhookRotated(), webhookPaused(), webhookResumed(), webhookAdded('v')];
  const [live, atOnce] = [someViews(), someViews()];
  for (const event of stored(facts)) for (const again of [event, event]) live.apply([again]);
  atOnce.apply(stored(facts));
  expect(dump(live.db)['webhooks']).toEqual(dump(atOnce.db)['webhooks']);
  expect(webhooksOf(live.db, 'acme')).toHaveLength(2);
});

test('what is of no webhook, of a key, or of a later release changes nothing and stops nothing', () => {
  const views = someViews();
  const later = { ...stored([webhookRemoved()], { first: 3 })[0]!, type: 'WebhookRenamed' } as LogEvent;
  views.apply([
    ...stored([webhookAdded()]),
    ...stored([a.set('DIRECT')], { first: 1, schemaVersion: 2 }),
    ...stored([webhookRemoved()], { first: 2, schemaVersion: 2 }),
    later,
  ]);
  views.apply(aLog().happens('key', [created]));
  expect(webhooksOf(views.db, 'acme')).toMatchObject([{ webhookId: 'w', status: 'ACTIVE' }]);
});

test('the peppers in use are those of webhooks that are there, and for a day those of the secret before', () => {
  const views = someViews();
  const rotated = webhookRotated();
  const data = { ...rotated.data, pepperVersion: 2, pepperId: 'pepper 2' };
  views.apply(stored([webhookAdded(), { ...rotated, data }, webhookPaused()]));
  const [one, two] = [
    { version: 1, id: 'pepper 1' },
    { version: 2, id: 'pepper 2' },
  ];
  expect(webhookPeppers(views.db, now)).toEqual([two, one]);
  expect(webhookPeppers(views.db, a.inADay)).toEqual([two]);
  views.apply(stored([webhookRemoved()], { first: 3 }));
  expect(webhookPeppers(views.db, now)).toEqual([]);
});
