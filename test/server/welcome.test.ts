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
const said = (setting?: string) => welcome(readConfig({ KEYLEDGER_WELCOME_TOKEN: setting }), running);

describe('the welcome', () => {
  test('shows the development token', () => {
    expect(said()).toContain(`export TOKEN=${TOKEN}\n`);
    expect(said()).not.toContain('keyledger token');
  });

  test('shows how to get one, and no token, where it is unwanted', () => {
    expect(said('off')).not.toContain(TOKEN);
    expect(said('off')).toContain('  keyledger token --role administrator\n');
    expect(said('off')).toContain('export TOKEN=$(npm run --silent token -- --role administrator)\n');
    expect(said('off')).toContain('"Authorization: Bearer $TOKEN"');
  });

  test('has no token in production, whatever is set, and is a line of JSON', () => {
    const production = { ...running, developmentToken: undefined };
    expect(JSON.parse(welcome(readConfig({ KEYLEDGER_WELCOME_TOKEN: 'on' }), production))).toMatchObject({
      address: 'http://127.0.0.1:4000/graphql',
      msg: 'Keyledger answers',
    });
  });
});
