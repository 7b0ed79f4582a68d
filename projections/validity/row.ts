import { isOver } from '../../src/domain/credentials/usable.js';
import { notLive } from '../../src/domain/go-live/go-live.js';
import type { ExistingKey, Keypair, Secret } from '../../src/domain/key/key.js';
import type { Interval, Lived, Validity } from '../../src/domain/validity/validity.js';

/** What a key has counted by, as far as it may change: the rest is in rows that stay. */
export interface KeyValidity extends Validity {
  keyId: string;
}

/** One row of `validity`. */
export interface IntervalRow extends Omit<Lived, 'intervals'>, Interval {
  integratorKeyId: string;
}

/** What has to be remembered for the next event: nothing that is over, no text, and no digest. */
export function kept({ keyId, key, at, subjects }: KeyValidity): KeyValidity {
  const isThere = key.status !== 'DELETED';
  const stays = (credential: Secret | Keypair) => isThere && !isOver(credential, at);
  const secrets = key.secrets.filter(stays).map(bareSecret);
  const keypairs = key.keypairs.filter(stays).map(bareKeypair);
  const redirectUris = isThere ? key.redirectUris.map((uri) => ({ ...uri, redirectUri: '' })) : [];
  const ids = {
    SECRET: new Set(secrets.map(({ secretId }) => secretId)),
    KEYPAIR: new Set(keypairs.map(({ keypairId }) => keypairId)),
    REDIRECT_URI: new Set(redirectUris.map(({ redirectUriId }) => redirectUriId)),
  };
  const alive = subjects
    .map((subject) => ({ ...subject, intervals: open(subject.intervals, at) }))
    .filter(({ kind, id, intervals }) => ids[kind].has(id) || intervals.length > 0);
  return {
    keyId,
    key: { ...bare(key), secrets, keypairs, redirectUris },
    at,
    subjects: alive,
  };
}

/** Intervals that another event may change, of the same time too. */
const open = (intervals: readonly Interval[], at: string) => intervals.filter(({ to }) => to === null || to >= at);

const bare = ({ status, account, owner, mobileApp, environments, goLive }: ExistingKey) => ({
  ...{ status, account, owner, mobileApp, environments, name: '', revision: 0, changedRevision: 0, proposals: [] },
  ...{ description: null, privacyPolicyUrl: null, termsOfUseUrl: null },
  goLive: { ...notLive, production: goLive.production },
});

const bareSecret = ({ secretId, environment, status, notBefore, expiresAt }: Secret): Secret => ({
  ...{ secretId, environment, status, notBefore, expiresAt },
  addedAt: '',
});

const bareKeypair = ({ keypairId, environment, status, notBefore, expiresAt }: Keypair): Keypair => ({
  ...{ keypairId, environment, status, notBefore, expiresAt },
  ...{ addedAt: '', kid: '', fingerprint: '', modulusDigest: null },
});
