import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { webhookSecrets } from '../../src/adapters/crypto/webhooks/webhook-secrets.js';
import { signWebhook } from '../../src/adapters/webhooks/sign-webhook.js';
import { peppersOf } from '../crypto/some-peppers.js';

const secrets = webhookSecrets({ peppers: peppersOf(1) });
const secret = (number: number) => secrets.of({ webhookId: 'of-acme', number, ...secrets.current });
const body = '{"type":"KeyCreated","name":"Ключ"}';
const signed = (...by: [string, ...string[]]) => ({
  id: 'event-1',
  at: new Date(),
  body,
  secrets: by,
});

/** The example of Standard Webhooks' own libraries. */
const known = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: new Date(1614265330_999),
  body: '{"test": 2432232314}',
  secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'] as const,
};

describe('a webhook is signed', () => {
  test('as the known example is', () => {
    expect(signWebhook(known)).toEqual({
      'webhook-id': known.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  test('as node:crypto would', () => {
    const key = Buffer.from(known.secrets[0].slice('whsec_'.length), 'base64');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uuid(), (text, id) => {
        const expected = createHmac('sha256', key).update(`${id}.1614265330.${text}`).digest('base64');
        expect(signWebhook({ ...known, id, body: text })['webhook-signature']).toBe(`v1,${expected}`);
      }),
    );
  });

  test('so that whoever has the secret can tell', () => {
    expect(new Webhook(secret(1)).verify(body, signWebhook(signed(secret(1))))).toEqual(JSON.parse(body));
  });

  test('with both secrets while one takes over from the other', () => {
    const headers = signWebhook(signed(secret(2), secret(1)));
    expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
    for (const number of [1, 2]) expect(() => new Webhook(secret(number)).verify(body, headers)).not.toThrow();
    expect(() => new Webhook(secret(3)).verify(body, headers)).toThrow('No matching signature found');
  });

  test.each([
    ['another body', { body: `${body} ` }],
    ['another id', { id: 'event-2' }],
    ['another time', { at: new Date(Date.now() - 2_000) }],
  ])('otherwise for %s', (_, other) => {
    const webhook = signed(secret(1));
    const headers = signWebhook({ ...webhook, ...other });
    const { 'webhook-signature': signature } = signWebhook(webhook);
    expect(() =>
      new Webhook(secret(1)).verify({ body, ...other }.body, { ...headers, 'webhook-signature': signature }),
    ).toThrow('No matching signature found');
  });
});
