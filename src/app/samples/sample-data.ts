import { addKeypair } from '../../domain/keypairs/add-keypair.js';
import { addRedirectUri } from '../../domain/redirect-uris/add-redirect-uri.js';
import { addSecret } from '../../domain/secrets/add-secret.js';
import { createIntegratorKey } from '../../domain/life/create-integrator-key.js';
import { disableIntegratorKey } from '../../domain/life/disable-integrator-key.js';
import type { KeyEvent } from '../../domain/key/facts.js';
import type { ExistingKey } from '../../domain/key/key.js';
import { markMobileApp } from '../../domain/details/mark-mobile-app.js';
import { revokeSecret } from '../../domain/secrets/revoke-secret.js';
import { setPolicyLinks } from '../../domain/details/set-policy-links.js';
import { systemActor } from '../access/system-actor.js';
import { mintKeypair, mintSecret, planKeypair } from '../credentials/minting.js';
import type { Mint } from '../credentials/ports.js';
import type { Handle } from '../commands/handle.js';
import type { Caller } from '../access/session.js';

export interface SampleWorld {
  mint: Mint;
  /** A handler whose commands happen so many days ago. */
  daysAgo: (days: number) => { handle: Handle; now: string };
}

const environment = 'DEMO';

/** Something to look at in an empty development store: two accounts, a rotated secret, a mobile app, a key switched off. */
export async function fillWithSamples(world: SampleWorld): Promise<void> {
  await contractPortal(samplesOf(world, 'acme', 'ada@acme.example'));
  await fieldApp(samplesOf(world, 'acme', 'dev@acme.example'));
  await legacySync(samplesOf(world, 'acme', 'ada@acme.example'));
  await payrollConnector(samplesOf(world, 'globex', 'hank@globex.example'));
}

type Samples = ReturnType<typeof samplesOf>;

async function contractPortal({ key, change, uri, secret, keypair }: Samples): Promise<void> {
  const portal = await key(90, 'Contract Portal', 'Sends contracts out for signature');
  const links = {
    privacyPolicyUrl: 'https://portal.acme.example/privacy',
    termsOfUseUrl: 'https://portal.acme.example/terms',
  };
  await change(portal, 90, (now) => setPolicyLinks(now, links));
  await uri(portal, 89, 'https://portal.acme.example/callback');
  await uri(portal, 89, 'http://localhost:3000/callback');
  const first = await secret(portal, 89, 'first');
  await secret(portal, 10, 'second');
  await keypair(portal, 9, 'nightly export');
  const rotated = { secretId: first, allowLastUsable: false };
  await change(
    portal,
    3,
    (now, at) => revokeSecret(now, { ...rotated, now: at }),
    'Rotated: every node uses the second one',
  );
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
  await change(sync, 20, disableIntegratorKey, 'Replaced by the Contract Portal');
}

async function payrollConnector({ key, uri, secret }: Samples): Promise<void> {
  const connector = await key(15, 'Payroll Connector', 'Fetches signed contracts');
  await uri(connector, 15, 'https://payroll.globex.example/oauth/callback');
  await secret(connector, 14, 'payroll');
}

/** Keys of one person of one account, with what becomes of them so many days ago. The person has done none of it, and the history does not say so. */
function samplesOf({ mint, daysAgo }: SampleWorld, account: string, owner: string) {
  const actor = systemActor(account);
  const reach = { account, owner: null };
  const caller: Caller = { actor, reach, sourceIp: '127.0.0.1', userAgent: 'sample data', correlationId: mint.id() };

  async function change(
    key: string,
    days: number,
    decide: (key: ExistingKey, now: string) => KeyEvent[],
    reason?: string,
  ) {
    const { handle, now } = daysAgo(days);
    await handle.change(caller, { integratorKeyId: key, reason }, (current) => decide(current, now));
  }
  const minting = (days: number) => ({ mint, now: () => new Date(daysAgo(days).now) });
  return {
    change,
    async key(days: number, name: string, description: string | null) {
      const integratorKeyId = mint.id();
      const details = { account, owner, environment, name, description } as const;
      await daysAgo(days).handle.create(caller, { integratorKeyId }, (none) => createIntegratorKey(none, details));
      return integratorKeyId;
    },
    uri: (key: string, days: number, redirectUri: string) =>
      change(key, days, (now) => addRedirectUri(now, { redirectUriId: mint.id(), environment, redirectUri })),
    async secret(key: string, days: number, label: string | null) {
      const { secret } = mintSecret(minting(days), { environment, label }); // the plain text is dropped: a user who needs one adds a secret
      await change(key, days, (now) => addSecret(now, secret));
      return secret.secretId;
    },
    async keypair(key: string, days: number, label: string) {
      const wanted = { environment, label, modulusLength: 2048, format: 'PKCS8' } as const;
      const { keypair } = await mintKeypair(minting(days), planKeypair(minting(days), wanted), wanted);
      await change(key, days, (now) => addKeypair(now, keypair));
    },
  };
}
