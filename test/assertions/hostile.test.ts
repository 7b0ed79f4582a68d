import { describe, expect, test } from '@jest/globals';
import { verifyAssertion } from '../../projections/credentials/verify-assertion.js';
import { signatureVerifier } from '../../src/adapters/crypto/signatures/signature-verifier.js';
import { audience, client } from '../kit/assertions/client.js';
import { now } from '../kit/facts/facts.js';
import { algorithms } from './hostile/algorithms.js';
import { claims } from './hostile/claims.js';
import { forms } from './hostile/forms.js';
import { headers } from './hostile/headers.js';
import type { Hostile } from './hostile/hostile.js';
import { signatures } from './hostile/signatures.js';

const verifier = signatureVerifier();
const corpus: Record<string, readonly Hostile[]> = { forms, algorithms, headers, signatures, claims };
const all = Object.values(corpus).flat();

test(`there are many of them: ${all.length}, each with a name of its own`, () => {
  expect(all.length).toBeGreaterThanOrEqual(300);
  expect(new Set(all.map(([name]) => name)).size).toBe(all.length);
  expect(new Set(all.map(([, assertion]) => assertion)).size).toBeGreaterThan(all.length - 5);
});

describe.each(Object.entries(corpus))('hostile %s', (_, cases) => {
  test.each(cases)('%s', (_, assertion, reason, more = {}) => {
    const presented = { use: 'CLIENT_AUTHENTICATION', environment: 'DEMO', assertion, audience, now, ...more } as const;
    const outcome = verifyAssertion(verifier, client, presented);
    expect(outcome).toMatchObject({ active: false, reason });
    const proved = reason !== 'UNKNOWN';
    expect(outcome.kid !== null && outcome.keypairId !== null).toBe(proved);
    const ofNobody = verifyAssertion(verifier, undefined, presented);
    expect(ofNobody).toEqual({ active: false, reason: 'UNKNOWN', keypairId: null, kid: null });
  });
});
