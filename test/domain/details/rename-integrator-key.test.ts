import { test } from '@jest/globals';
import { renameIntegratorKey } from '../../../src/domain/details/rename-integrator-key.js';
import { created, renamed } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

const rename = (name: string, ...facts: ReturnType<typeof renamed>[]) =>
  given(created, ...facts).when(renameIntegratorKey, { name });

test('renames a key', () => rename('Portal').then(renamed('Portal')));
test('says nothing when the name is the same', () => rename(created.data.name).then());
test('sees that another spelling of the same is the same', () => rename('Cafe\u0301', renamed('Caf\u00e9')).then());
test('takes capitals for another name', () => rename('PORTAL', renamed('Portal')).then(renamed('PORTAL')));
test.each(['', ' ', 'x'.repeat(101), 'a\nb'])('refuses a bad name', (bad) =>
  rename(bad).refused('NAME_INVALID', ['name']),
);
