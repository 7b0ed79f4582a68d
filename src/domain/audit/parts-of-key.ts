import { statusAt } from '../credentials/usable.js';
import type { Credential } from '../credentials/credential.js';
import type { RequestEnd } from '../go-live/go-live.js';
import { goLiveStatus, openStatus } from '../go-live/status.js';
import type { ExistingKey } from '../key/key.js';
import type { ProposalState } from '../two-people/proposals.js';
import { proposalStatus } from '../two-people/status.js';
import type { Environment } from '../values/environment.js';
import type { SubjectKind } from './subject.js';

interface SeenCredential extends Omit<Credential, 'notBefore'> {
  id: string;
  label: string | null;
}
interface Decidable {
  id: string;
  revision: number;
  expiresAt: string;
}

/** A key as people see it, as far as one moment of it is compared with another: it has nothing secret. */
export interface SeenKey
  extends
    Pick<ExistingKey, 'status' | 'name' | 'description' | 'privacyPolicyUrl' | 'termsOfUseUrl' | 'mobileApp' | 'owner'>,
    Pick<ExistingKey, 'environments' | 'changedRevision'> {
  id: string;
  goLive: Pick<ExistingKey['goLive'], 'production' | 'reviewedRevision'> & {
    requests: readonly (Decidable & { ended: RequestEnd | null })[];
  };
  redirectUris: readonly { id: string; environment: Environment; uri: string }[];
  secrets: readonly (SeenCredential & { lastFour: string; notBefore: string | null })[];
  keypairs: readonly (SeenCredential & { kid: string; algorithm: string })[];
  proposals: readonly (Decidable & { state: ProposalState })[];
}

/** A part of a key at a moment: the key itself, or what has an id of its own. */
export interface Part {
  kind: SubjectKind;
  id: string;
  /** What people call it. */
  label: string;
  /** The environment that it is for; null when it is for the whole key. */
  environment: Environment | null;
  /** Its values, by the names that the changes of events have for them; those that are null are as good as not there. */
  values: Readonly<Record<string, string | null>>;
}

/** All parts of a key at a time, ISO 8601 UTC with milliseconds, by which dates are judged. */
export function partsOf(key: SeenKey | undefined, at: string): Part[] {
  if (!key) return [];
  const { goLive, name } = key;
  return [
    { kind: 'KEY', id: key.id, label: name, environment: null, values: wholeOf(key, at) },
    ...key.redirectUris.map(({ id, environment, uri }): Part => {
      return { kind: 'REDIRECT_URI', id, label: uri, environment, values: { redirectUri: uri } };
    }),
    ...key.secrets.map((secret): Part => {
      const { id, environment, label, lastFour, notBefore, expiresAt } = secret;
      const values = { status: shown(key, secret, at), label, lastFour, notBefore, expiresAt, ...rotationOf(secret) };
      return { kind: 'SECRET', id, label: label ?? `...${lastFour}`, environment, values };
    }),
    ...key.keypairs.map((keypair): Part => {
      const { id, environment, label, kid, algorithm, expiresAt } = keypair;
      const values = {
        status: shown(key, { ...keypair, notBefore: null }, at),
        label,
        kid,
        algorithm,
        expiresAt,
        ...rotationOf(keypair),
      };
      return { kind: 'KEYPAIR', id, label: label ?? kid, environment, values };
    }),
    ...goLive.requests.map((request): Part => {
      const values = { goLive: request.ended ?? openStatus(goLive, request, at) };
      return { kind: 'GO_LIVE_REQUEST', id: request.id, label: name, environment: 'PRODUCTION', values };
    }),
    ...key.proposals.map((proposal): Part => {
      const values = { proposal: proposalStatus(key, proposal, at) };
      return { kind: 'PROPOSAL', id: proposal.id, label: name, environment: null, values };
    }),
  ];
}

const wholeOf = (key: SeenKey, at: string): Part['values'] => ({
  status: key.status,
  name: key.name,
  description: key.description,
  privacyPolicyUrl: key.privacyPolicyUrl,
  termsOfUseUrl: key.termsOfUseUrl,
  clientType: key.mobileApp ? 'PUBLIC' : 'CONFIDENTIAL',
  owner: key.owner,
  environments: key.environments.join(', '),
  goLive: goLiveStatus(key.goLive, at),
});

const rotationOf = ({ retirement, brownouts = [] }: Pick<Credential, 'retirement' | 'brownouts'>) => ({
  replacedBy: retirement?.replacedBy ?? null,
  brownouts: brownouts.map(({ from, to }) => `${from}/${to}`).join(', ') || null,
});

/** The credentials of a deleted key never count again. */
const shown = (key: SeenKey, credential: Credential, at: string) =>
  key.status === 'DELETED' ? 'REVOKED' : statusAt(credential, at);
