import { addKeypair } from '../../domain/keypairs/add-keypair.js';
import { addRedirectUri } from '../../domain/redirect-uris/add-redirect-uri.js';
import { addSecret } from '../../domain/secrets/add-secret.js';
import { setPolicyLinks } from '../../domain/details/set-policy-links.js';
import { createIntegratorKey } from '../../domain/life/create-integrator-key.js';
import type { KeyEvent } from '../../domain/key/facts.js';
import type { ExistingKey } from '../../domain/key/key.js';
import type { Use } from '../../domain/usage/note-use.js';
import type { Environment } from '../../domain/values/environment.js';
import type { Caller } from '../access/session.js';
import { systemActor } from '../access/system-actor.js';
import type { Handle } from '../commands/handle.js';
import { mintKeypair, mintSecret, planKeypair } from '../credentials/minting.js';
import type { Mint } from '../credentials/ports.js';

export interface SampleWorld {
  mint: Mint;
  /** A handler whose commands happen so many days ago. */
  daysAgo: (days: number) => { handle: Handle; now: string };
  /** Notes a use of something of a key, as an authorization server makes it. */
  note: (use: Use, at: Date) => void;
}

export interface Doing {
  reason?: string;
  /** Actor id of who does it; Keyledger itself without one. */
  by?: string;
}

export type Samples = ReturnType<typeof samplesOf>;

/** Keys of one person of one account, with what becomes of them so many days ago. The person has done none of it, and the history does not say so. */
export function samplesOf({ mint, daysAgo }: SampleWorld, account: string, owner: string) {
  const correlationId = mint.id();
  const caller = (by?: string): Caller => ({
    actor: { ...systemActor(account), ...(by !== undefined && { id: by }) },
    reach: { account, owner: null },
    ...{ sourceIp: '127.0.0.1', userAgent: 'sample data', correlationId },
  });

  async function change(
    key: string,
    days: number,
    decide: (key: ExistingKey, now: string) => KeyEvent[],
    { reason, by }: Doing = {},
  ) {
    const { handle, now } = daysAgo(days);
    await handle.change(caller(by), { integratorKeyId: key, reason }, (current) => decide(current, now));
  }
  const minting = (days: number) => ({ mint, now: () => new Date(daysAgo(days).now) });
  return {
    change,
    async key(days: number, name: string, description: string | null) {
      const integratorKeyId = mint.id();
      const details = { account, owner, environment: 'DEMO', name, description } as const;
      await daysAgo(days).handle.create(caller(), { integratorKeyId }, (none) => createIntegratorKey(none, details));
      return integratorKeyId;
    },
    /** Both policies, at one address. */
    links: (key: string, days: number, site: string) =>
      change(key, days, (now) =>
        setPolicyLinks(now, { privacyPolicyUrl: `${site}/privacy`, termsOfUseUrl: `${site}/terms` }),
      ),
    uri: (key: string, days: number, redirectUri: string, environment: Environment = 'DEMO') =>
      change(key, days, (now) => addRedirectUri(now, { redirectUriId: mint.id(), environment, redirectUri })),
    async secret(
      key: string,
      days: number,
      label: string | null,
      { environment = 'DEMO', expiresAt = null }: { environment?: Environment; expiresAt?: Date | null } = {},
    ) {
      const { secret } = mintSecret(minting(days), { environment, label, expiresAt }); // the plain text is dropped: a user who needs one adds a secret
      await change(key, days, (now) => addSecret(now, secret));
      return secret.secretId;
    },
    async keypair(key: string, days: number, label: string) {
      const wanted = { modulusLength: 2048, format: 'PKCS8' } as const;
      const planned = { ...planKeypair(minting(days), wanted), environment: 'DEMO', label } as const;
      const { keypair } = await mintKeypair(minting(days), planned, wanted);
      await change(key, days, (now) => addKeypair(now, keypair));
    },
  };
}
