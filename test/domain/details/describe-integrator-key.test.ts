import { test } from '@jest/globals';
import { describeIntegratorKey } from '../../../src/domain/details/describe-integrator-key.js';
import { created, described } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

const describe = (description: string | null, ...facts: ReturnType<typeof described>[]) =>
  given(created, ...facts).when(describeIntegratorKey, { description });

test('describes a key', () => describe('Sends contracts').then(described('Sends contracts')));
test('describes it anew', () => describe('New', described('Old')).then(described('New')));
test('says nothing when nothing changes', () => describe('Same', described('Same')).then());
test('sees that another spelling of the same is the same', () => describe('Cafe\u0301', described('Caf\u00e9')).then());
test.each([null, ''])('takes the description away with %p', (none) =>
  describe(none, described('Old')).then(described(null)),
);
test.each([null, ''])('says nothing when there is none to take away with %p', (none) => describe(none).then());
test('takes 2,000 characters', () => describe('x'.repeat(2000)).then(described('x'.repeat(2000))));
test.each(['x'.repeat(2001), 'two\nlines', 'bell\u0007'])('refuses a bad one', (bad) =>
  describe(bad).refused('DESCRIPTION_INVALID', ['description']),
);
