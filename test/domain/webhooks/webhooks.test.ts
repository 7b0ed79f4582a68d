import { expect, test } from '@jest/globals';
import { addWebhook } from '../../../src/domain/webhooks/add-webhook.js';
import { pauseFailingWebhook, pauseWebhook } from '../../../src/domain/webhooks/pause-webhook.js';
import { removeWebhook } from '../../../src/domain/webhooks/remove-webhook.js';
import { resumeWebhook } from '../../../src/domain/webhooks/resume-webhook.js';
import { rotateWebhookSecret } from '../../../src/domain/webhooks/rotate-webhook-secret.js';
import type { AccountEvent } from '../../../src/domain/account/facts.js';
import * as a from '../../kit/facts/account.js';
import { now } from '../../kit/facts/facts.js';

const { givenAccount: given, webhookAdded, webhookPaused, webhookRemoved, webhookResumed, webhookRotated } = a;
const url = 'https://hooks.example.com/a?b';
const add = { webhookId: 'w', url, types: [] as string[], pepper: a.pepper, httpToo: false };
const secret = `kl_demo_${'a'.repeat(49)}`;
const ten = Array.from({ length: 10 }, (_, n) => webhookAdded(`w${n}`));
const newPepper = { pepperVersion: 2, pepperId: 'pepper 2' };

test('adds one, for every event or for some, each named once', () => {
  given().when(addWebhook, add).then(webhookAdded());
  const types = ['SecretAdded', 'AccountPolicySet', 'SecretAdded'];
  given()
    .when(addWebhook, { ...add, types })
    .then(webhookAdded('w', url, ['SecretAdded', 'AccountPolicySet']));
});
test('adds as many as ten, and one more where one was removed', () => {
  given(...ten.slice(1))
    .when(addWebhook, add)
    .then(webhookAdded());
  given(...ten, webhookRemoved('w3'))
    .when(addWebhook, add)
    .then(webhookAdded());
  given(...ten)
    .when(addWebhook, add)
    .refused('WEBHOOK_LIMIT_REACHED', []);
});
test.each(['http://a.example', 'x', '', 'https://u:p@a.example', `https://a.example/${'x'.repeat(1983)}`])(
  'refuses a URL that is none of https, or too long: %.30s',
  (bad) =>
    given()
      .when(addWebhook, { ...add, url: bad })
      .refused('WEBHOOK_URL_INVALID', ['url']),
);
test('takes 2,000 characters, and http where the server does', () => {
  const long = `https://a.example/${'x'.repeat(1982)}`;
  given()
    .when(addWebhook, { ...add, url: long })
    .then(webhookAdded('w', long));
  const plain = 'http://127.0.0.1:9/';
  given()
    .when(addWebhook, { ...add, url: plain, httpToo: true })
    .then(webhookAdded('w', plain));
});
test('refuses a URL with a secret of ours, and what is no event of the log', () => {
  given()
    .when(addWebhook, { ...add, url: `https://a.example/${secret}` })
    .refused('SECRET_MATERIAL', ['url']);
  for (const type of ['HistoryRead', 'toString', ''])
    given()
      .when(addWebhook, { ...add, types: [type] })
      .refused('WEBHOOK_TYPES_INVALID', ['types']);
});
test('a new secret has the next number, under the pepper of now; for a day the one before signs too', () => {
  const rotate = { webhookId: 'w', pepper: a.pepper, now };
  given(webhookAdded()).when(rotateWebhookSecret, rotate).then(webhookRotated(2));
  given(webhookAdded(), webhookRotated(2)).when(rotateWebhookSecret, rotate).then(webhookRotated(3));
  const [event] = rotateWebhookSecret(a.accountOf(webhookAdded()), { ...rotate, pepper: newPepper });
  expect(event?.data).toEqual({ webhookId: 'w', number: 2, ...newPepper, previousUntil: a.inADay });
});
test('pauses once, for the first reason', () => {
  given(webhookAdded()).when(pauseWebhook, { webhookId: 'w' }).then(webhookPaused());
  given(webhookAdded()).when(pauseFailingWebhook, { webhookId: 'w', why: 'GONE' }).then(webhookPaused('GONE'));
  given(webhookAdded(), webhookPaused('FAILING')).when(pauseWebhook, { webhookId: 'w' }).then();
  given(webhookAdded(), webhookPaused()).when(pauseFailingWebhook, { webhookId: 'w', why: 'GONE' }).then();
});
test('resumes what is paused; what is active is only set to another position', () => {
  const [on, back] = [
    { webhookId: 'w', from: null },
    { webhookId: 'w', from: 'log_3' },
  ];
  given(webhookAdded(), webhookPaused()).when(resumeWebhook, on).then(webhookResumed());
  given(webhookAdded(), webhookPaused()).when(resumeWebhook, back).then(webhookResumed('log_3'));
  given(webhookAdded()).when(resumeWebhook, on).then();
  given(webhookAdded()).when(resumeWebhook, back).then(webhookResumed('log_3'));
});
test('removes', () => given(webhookAdded()).when(removeWebhook, { webhookId: 'w' }).then(webhookRemoved()));
test.each([
  ['that never was', [webhookAdded('v')]],
  ['that was removed', [webhookAdded(), webhookRemoved()]],
])('refuses to change one %s', (_, facts) => {
  const command = { webhookId: 'w', pepper: a.pepper, now, from: null, why: 'GONE' as const };
  for (const verb of [rotateWebhookSecret, pauseWebhook, pauseFailingWebhook, resumeWebhook, removeWebhook])
    given(...facts)
      .when<typeof command>(verb, command)
      .refused('WEBHOOK_NOT_FOUND', ['webhookId']);
});

const fresh = {
  ...{ webhookId: 'w', url, types: [], status: 'ACTIVE', pausedWhy: null, previous: null },
  ...{ secret: { number: 1, ...a.pepper }, addedAt: now, addedPosition: 'log_0', resumes: 0, resumedFrom: null },
};
test('each event changes the one webhook that it names, and its inverse changes it back', () => {
  const after = (...facts: AccountEvent[]) => a.accountOf(webhookAdded(), ...facts).webhooks;
  const other = { ...fresh, webhookId: 'v', addedPosition: 'log_1' };
  expect(after(webhookAdded('v'), webhookPaused('GONE', 'v'), webhookResumed(null, 'v'))).toEqual([
    fresh,
    { ...other, resumes: 1 },
  ]);
  expect(after(webhookPaused('FAILING'))).toEqual([{ ...fresh, status: 'PAUSED', pausedWhy: 'FAILING' }]);
  const again = [webhookPaused(), webhookResumed('log_7'), webhookPaused(), webhookResumed()];
  expect(after(...again.slice(0, 2))).toEqual([{ ...fresh, resumes: 1, resumedFrom: 'log_7' }]);
  expect(after(...again)).toEqual([{ ...fresh, resumes: 2 }]);
  const rotated = after(webhookRotated(2), webhookRotated(3));
  const previous = { number: 2, ...a.pepper, until: a.inADay };
  expect(rotated).toEqual([{ ...fresh, secret: { number: 3, ...a.pepper }, previous }]);
  expect(after(webhookAdded('v'), webhookRemoved())).toEqual([other]);
  expect(after(a.set('DIRECT'), a.proposed('p'), a.approved('p'), a.declined('p'))).toEqual([fresh]);
});
