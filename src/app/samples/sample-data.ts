import { markMobileApp } from '../../domain/details/mark-mobile-app.js';
import { disableIntegratorKey } from '../../domain/life/disable-integrator-key.js';
import { revokeSecret } from '../../domain/secrets/revoke-secret.js';
import { samplesOf, type Samples, type SampleWorld } from './sample-keys.js';
import { samplesGoingLive } from './samples-going-live.js';
import { samplesRotating } from './samples-rotating.js';

/**
 * Something to look at in an empty development store: two accounts, a rotated secret, a mobile app, a key switched off,
 * three keys on their way to production, a rotation in its middle and a secret that ends soon.
 */
export async function fillWithSamples(world: SampleWorld): Promise<void> {
  await contractPortal(samplesOf(world, 'acme', 'ada@acme.example'));
  await fieldApp(samplesOf(world, 'acme', 'dev@acme.example'));
  await legacySync(samplesOf(world, 'acme', 'ada@acme.example'));
  await payrollConnector(samplesOf(world, 'globex', 'hank@globex.example'));
  await samplesGoingLive(world, 'acme', 'ada@acme.example');
  await samplesRotating(world, 'acme', 'ada@acme.example');
}

async function contractPortal({ key, change, links, uri, secret, keypair }: Samples): Promise<void> {
  const portal = await key(90, 'Contract Portal', 'Sends contracts out for signature');
  await links(portal, 90, 'https://portal.acme.example');
  await uri(portal, 89, 'https://portal.acme.example/callback');
  await uri(portal, 89, 'http://localhost:3000/callback');
  const first = await secret(portal, 89, 'first');
  await secret(portal, 10, 'second');
  await keypair(portal, 9, 'nightly export');
  const rotated = { secretId: first, allowLastUsable: false };
  const reason = 'Rotated: every node uses the second one';
  await change(portal, 3, (now, at) => revokeSecret(now, { ...rotated, now: at }), { reason });
}

async function fieldApp({ key, change, uri }: Samples): Promise<void> {
  const app = await key(40, 'Field App', 'Signatures on the road');
  await change(app, 40, (key, now) => markMobileApp(key, { now }));
  await uri(app, 39, 'com.acme.field:/callback');
  await uri(app, 39, 'http://127.0.0.1/callback');
}

async function legacySync({ key, change, secret }: Samples): Promise<void> {
  const sync = await key(300, 'Legacy Sync', null);
  await secret(sync, 299, null);
  await change(sync, 20, disableIntegratorKey, { reason: 'Replaced by the Contract Portal' });
}

async function payrollConnector({ key, uri, secret }: Samples): Promise<void> {
  const connector = await key(15, 'Payroll Connector', 'Fetches signed contracts');
  await uri(connector, 15, 'https://payroll.globex.example/oauth/callback');
  await secret(connector, 14, 'payroll');
}
