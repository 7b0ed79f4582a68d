import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { root } from '../house/repository.js';
import { patienceMs } from '../kit/patience.js';

/** The example asserts each line before it prints it, and ends with another code than 0 at the first that is not so. */
let narrated = '';
beforeAll(async () => {
  const script = join(root, 'examples/oidc-provider/run.js');
  const env = { PATH: process.env['PATH'] ?? '' };
  narrated = (await promisify(execFile)(process.execPath, [script], { env, timeout: patienceMs })).stdout;
}, patienceMs);

describe('a real oidc-provider with its clients in Keyledger, and a real openid-client:', () => {
  test.each([
    'Authorization code with PKCE and a secret\n  ok: ada has signed in',
    'a redirect URI with one slash more is refused',
    'the new secret works beside the old one',
    'the revoked one is refused by the very next call',
    'which is Keyledger\n  ok: ada has signed in',
    'a disabled keypair is refused',
    'on any port of loopback\n  ok: ada has signed in',
    'without PKCE it is refused',
    'should not)\n  ok: ada has signed in',
    'the robot has a token to act for ada',
    'an assertion of another key is refused',
    'A key is disabled\n  ok: it cannot start a login',
    'All went as it should.',
  ])('%s', (line) => expect(narrated).toContain(line));
});
