import { test } from '@jest/globals';
import { transferOwnership } from '../../../src/domain/life/transfer-ownership.js';
import { created, transferred } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

const transfer = (newOwner: string, ...facts: ReturnType<typeof transferred>[]) =>
  given(created, ...facts).when(transferOwnership, { newOwner });

test('gives the key to somebody else', () => transfer('bob').then(transferred('ada', 'bob')));
test('gives it back', () => transfer('ada', transferred('ada', 'bob')).then(transferred('bob', 'ada')));
test('says nothing when it is theirs already', () => transfer('ada').then());
test('takes 200 characters', () => transfer('x'.repeat(200)).then(transferred('ada', 'x'.repeat(200))));
test.each(['', ' ', 'x'.repeat(201), 'bob\u0000'])('refuses what is no actor id', (bad) =>
  transfer(bad).refused('OWNER_INVALID', ['newOwner']),
);
