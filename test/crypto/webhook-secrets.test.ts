import { expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { webhookSecrets } from '../../src/adapters/crypto/webhooks/webhook-secrets.js';
import { PepperMissing } from '../../src/app/credentials/require-peppers.js';
import { peppersMadeOf, peppersOf } from './some-peppers.js';

const secrets = webhookSecrets({ peppers: peppersOf(1, 2) });
const webhookId = '3f0b9f0e-9a55-4a34-8a4e-1d0f4c1d2b3a';
const named = { webhookId, number: 1, ...secrets.current };

test('a new secret is derived from the current pepper', () => {
  expect(secrets.current).toEqual({ pepperVersion: 2, pepperId: peppersOf(2).byVersion.get(2)?.id });
});

test('a secret is the same again, on every server, whatever pepper is current there', () => {
  const elsewhere = webhookSecrets({ peppers: peppersMadeOf(3, { 2: 2, 3: 3 }) });
  expect(elsewhere.of(named)).toBe(secrets.of(named));
});

test('a secret is made in the one way that receivers have it from', () => {
  const bytes = createHmac('sha256', Buffer.alloc(32, 2)).update(`keyledger webhook ${webhookId} 1`).digest();
  expect(secrets.of(named)).toBe(`whsec_${bytes.toString('base64')}`);
  expect(secrets.of(named)).toBe('whsec_qni5XkWOvxwY8xW4ADadHldGUPM7Zv0yRjzUdxTenAE=');
});

test('another number, webhook or pepper gives another secret', () => {
  const first = webhookSecrets({ peppers: peppersOf(1) }).current;
  const all = [named, { ...named, number: 2 }, { ...named, webhookId: 'another' }, { ...named, ...first }];
  expect(new Set(all.map(secrets.of)).size).toBe(all.length);
});

test.each([
  ['is not at hand', { pepperVersion: 3 }],
  ['has another one in its place', { pepperId: 'AAAAAAAAAAA' }],
])('a pepper that %s is missing', (_, other) => {
  expect(() => secrets.of({ ...named, ...other })).toThrow(PepperMissing);
});
