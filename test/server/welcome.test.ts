import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/config.js';
import { welcome } from '../../src/server/welcome.js';

const TOKEN = 'eyJhbGciOiJFUzI1NiJ9.e30.c2ln';
const running = {
  address: 'http://127.0.0.1:4000',
  developmentToken: TOKEN,
  ready: Promise.resolve(),
  close: () => Promise.resolve(),
};
const said = (terminal: boolean, setting?: string) =>
  welcome(readConfig({ KEYLEDGER_WELCOME_TOKEN: setting }), running, terminal);

describe('the welcome', () => {
  test.each([
    ['at a terminal', true, undefined],
    ['where it is wanted', false, 'on'],
  ])('shows the development token %s', (_, terminal, setting) => {
    expect(said(terminal, setting)).toContain(`export TOKEN=${TOKEN}\n`);
    expect(said(terminal, setting)).not.toContain('keyledger token');
  });

  test.each([
    ['in a file, a pipe or the log of a container', false, undefined],
    ['in a container with a terminal', true, 'off'],
    ['where it is unwanted', false, 'off'],
  ])('shows how to get one, and no token, %s', (_, terminal, setting) => {
    expect(said(terminal, setting)).not.toContain(TOKEN);
    expect(said(terminal, setting)).toContain('  keyledger token --role administrator\n');
    expect(said(terminal, setting)).toContain('export TOKEN=$(npm run --silent token -- --role administrator)\n');
    expect(said(terminal, setting)).toContain('"Authorization: Bearer $TOKEN"');
  });

  test('has no token in production, whatever is set', () => {
    const production = { ...running, developmentToken: undefined };
    expect(welcome(readConfig({ KEYLEDGER_WELCOME_TOKEN: 'on' }), production, true)).toBe(
      'Keyledger answers at http://127.0.0.1:4000/graphql\n',
    );
  });
});
