import assert from 'node:assert/strict';
import { application, byKey, bySecret, newSigningKey, publicly } from './application.js';
import { startKeyledger } from './keyledger.js';
import { startProvider } from './provider.js';

const CALLBACK = 'https://app.example/callback';
const step = (text) => console.log(`\n${text}`);
const done = (text) => console.log(`  ok: ${text}`);
/** The OAuth error of a refusal, wherever openid-client has it: one with a challenge has it in that. */
const codeOf = (error) => error.error ?? error.cause?.[0]?.parameters.error ?? error.message;
async function refused(attempt, code, text) {
  const refusal = await attempt.then(
    () => 'no refusal',
    (error) => codeOf(error),
  );
  assert.equal(refusal, code);
  done(text);
}

const keyledger = await startKeyledger();
const dropped = new Set();
const provider = await startProvider({
  keyledgerUrl: `${keyledger.address}/v1/demo`,
  token: keyledger.token,
  onChange: ({ client_id, what }) => what.forEach((one) => dropped.add(`${client_id} ${one}`)),
});
/** Runs a mutation, and waits until the provider has dropped what it knew. */
async function change(verb, input, what, selection) {
  dropped.clear();
  const answer = await keyledger.mutate(verb, input, selection);
  const wanted = `${input.integratorKeyId} ${what}`;
  for (let waits = 0; !dropped.has(wanted); waits++) {
    assert(waits < 1_000, `the provider was not told of ${verb}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return answer;
}
async function newClient(name, redirectUri, more = {}) {
  const { integratorKey } = await keyledger.mutate('createIntegratorKey', { name, ...more });
  if (redirectUri) await change('addRedirectUri', { integratorKeyId: integratorKey.id, redirectUri }, 'redirect_uris');
  return integratorKey.id;
}
const at = (clientId, authentication, redirectUri = CALLBACK) =>
  application(provider.issuer, { clientId, authentication, redirectUri });
const newSecret = (integratorKeyId) => change('addSecret', { integratorKeyId }, 'secrets', 'plainText secret { id }');

try {
  console.log(`Keyledger at ${keyledger.address}, oidc-provider at ${provider.issuer}`);

  step('Authorization code with PKCE and a secret');
  const web = await newClient('Web application', CALLBACK);
  const first = await newSecret(web);
  const oldSecret = await at(web, bySecret(first.plainText));
  assert.equal((await oldSecret.signInByCode()).sub, 'ada');
  done('ada has signed in');
  const slash = await at(web, bySecret(first.plainText), `${CALLBACK}/`);
  await refused(slash.signInByCode(), 'invalid_redirect_uri', 'a redirect URI with one slash more is refused');
  const wrong = await at(web, bySecret(`${first.plainText}x`));
  await refused(wrong.signInByCode(), 'invalid_client', 'a wrong secret is refused');

  step('A secret is rotated');
  const newer = await at(web, bySecret((await newSecret(web)).plainText));
  await oldSecret.signInByCode();
  await newer.signInByCode();
  done('the new secret works beside the old one');
  await keyledger.mutate('revokeSecret', { integratorKeyId: web, secretId: first.secret.id });
  await refused(oldSecret.signInByCode(), 'invalid_client', 'the revoked one is refused by the very next call');
  await newer.signInByCode();
  done('the new one works');

  step('private_key_jwt: the keys are fetched from the jwks_uri, which is Keyledger');
  const key = await newSigningKey('of-the-web-application');
  const upload = { integratorKeyId: web, publicKey: key.publicJwk };
  const { keypair } = await change('uploadPublicKey', upload, 'keys', 'keypair { id }');
  const signing = await at(web, byKey(key));
  assert.equal((await signing.signInByCode()).sub, 'ada');
  done('ada has signed in');
  await change('disableKeypair', { integratorKeyId: web, keypairId: keypair.id, allowLastUsable: true }, 'keys');
  await refused(signing.signInByCode(), 'invalid_client', 'a disabled keypair is refused');

  step('A public client with PKCE, on any port of loopback');
  const loopback = 'http://127.0.0.1/callback';
  const mobile = await newClient('Command line', loopback, { mobileApp: true });
  const app = await at(mobile, publicly(), loopback.replace('127.0.0.1', '127.0.0.1:49152'));
  assert.equal((await app.signInByCode()).sub, 'ada');
  done('ada has signed in');
  await refused(app.signInByCode({ pkce: false }), 'invalid_request', 'without PKCE it is refused');

  step('Implicit (legacy: RFC 9700 2.1.2 says that new applications should not)');
  const page = await newClient('Old page', CALLBACK);
  assert.equal((await (await at(page, publicly())).signInImplicitly()).sub, 'ada');
  done('ada has signed in');

  step('JWT authorization grant');
  const robot = await newClient('Robot');
  const robotKey = await newSigningKey('of-the-robot');
  await change('uploadPublicKey', { integratorKeyId: robot, publicKey: robotKey.publicJwk }, 'keys', 'keypair { id }');
  const service = await at(robot, byKey(robotKey));
  const { scope, token_type: type } = await service.actFor('ada', robotKey);
  assert.deepEqual({ scope, type }, { scope: 'signature', type: 'bearer' });
  done('the robot has a token to act for ada');
  const stranger = { ...(await newSigningKey('of-the-robot')) };
  await refused(service.actFor('ada', stranger), 'invalid_grant', 'an assertion of another key is refused');

  step('A key is disabled');
  await change('disableIntegratorKey', { integratorKeyId: web }, 'client');
  await refused(newer.signInByCode(), 'invalid_client', 'it cannot start a login');
  await change('enableIntegratorKey', { integratorKeyId: web }, 'client');
  await newer.signInByCode();
  done('enabled again, it can');

  console.log('\nAll went as it should.');
} finally {
  await provider.close();
  await keyledger.close();
}
