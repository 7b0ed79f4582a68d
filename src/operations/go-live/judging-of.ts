import type { Candidate, Judging } from '../../domain/go-live/criteria/criterion.js';
import type { JudgedBy } from '../../domain/go-live/request-go-live.js';
import type { Environment } from '../../domain/values/environment.js';
import type { KeyDetails } from '../../../projections/key-details/row.js';
import type { Services } from '../asking.js';

type Looking = Pick<Services, 'usage' | 'goLiveRules' | 'now'>;
type InEnvironment = { environment: Environment };

/**
 * What the criteria look at beside the key: its use in demo, the limits of this server, and the time. What this server has
 * noted is written first; of other servers the last 15 seconds may be missing. Rejects with `StoreUnavailable`.
 */
export async function judgingOf({ usage, goLiveRules, now }: Looking, subjects: readonly string[]): Promise<JudgedBy> {
  await usage.flush();
  const { tallies } = await usage.find(subjects);
  return { tallies, limits: goLiveRules.limits, now: now().toISOString() };
}

/** The ids whose use counts: all that a key has in demo, and the key itself, which is all that a mobile app shows. */
export function demoSubjects<U extends InEnvironment, S extends InEnvironment, K extends InEnvironment>(
  keyId: string,
  key: { redirectUris: readonly U[]; secrets: readonly S[]; keypairs: readonly K[] },
  idOf: { uri: (uri: U) => string; secret: (secret: S) => string; keypair: (keypair: K) => string },
): string[] {
  const inDemo = <T extends InEnvironment>(things: readonly T[]) =>
    things.filter(({ environment }) => environment === 'DEMO');
  return [
    keyId,
    ...inDemo(key.redirectUris).map(idOf.uri),
    ...inDemo(key.secrets).map(idOf.secret),
    ...inDemo(key.keypairs).map(idOf.keypair),
  ];
}

/** The key as the criteria see it. */
const candidateOf = (key: KeyDetails): Candidate => ({
  ...key,
  secrets: key.secrets.map((secret) => ({ ...secret, addedAt: secret.createdAt })),
  keypairs: key.keypairs.map((keypair) => ({ ...keypair, addedAt: keypair.createdAt })),
});

const id = (thing: { id: string }) => thing.id;

/** All that today's criteria are judged on, of a key as it is shown. */
export async function judgingOfShown(looking: Looking, key: KeyDetails): Promise<Judging> {
  const ids = demoSubjects(key.id, key, { uri: id, secret: id, keypair: id });
  return { key: candidateOf(key), ...(await judgingOf(looking, ids)) };
}
