import {
  openDevelopmentIssuer,
  sampleAdministrator,
  type TokenRequest,
} from '../../adapters/auth/development-issuer.js';
import { NotSignedIn, roleNamed } from '../../app/access/actor.js';
import { identityProviderOf, isProduction, readConfig } from '../../config/config.js';
import { CannotDo } from '../terminal/cannot-do.js';
import { roleChoices, shownRole } from '../terminal/roles.js';

interface Options {
  role: string[];
  account?: string;
  subject?: string;
  kind: string;
  lifetime: string;
}

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 };
const MAX_LIFETIME_S = 30 * SECONDS.d;

/** What `--account` says for a token that is bound to no account. */
const NO_ACCOUNT = 'none';

function secondsOf(lifetime: string): number {
  const [, count, unit] = /^(\d{1,7})([smhd])$/.exec(lifetime) ?? [];
  const seconds = Number(count) * SECONDS[unit as keyof typeof SECONDS];
  if (!(seconds >= 1 && seconds <= MAX_LIFETIME_S))
    throw new CannotDo('--lifetime is a number with s, m, h or d behind it, such as 90m, and 30d at most.');
  return seconds;
}

function kindOf(kind: string): 'user' | 'service' {
  if (kind === 'user' || kind === 'service') return kind;
  throw new CannotDo('--kind is user or service.');
}

function requestOf({ role, account, subject, kind, lifetime }: Options): TokenRequest {
  const parsed = role.map(roleNamed);
  const known = [...new Set(parsed.filter((one) => one !== undefined))];
  const [first] = known;
  if (!first || parsed.includes(undefined))
    throw new CannotDo(`--role is one of ${roleChoices}; it may be given more than once.`);
  const isAuthorizationServer = known.length === 1 && first === 'AUTHORIZATION_SERVER';
  const byDefault = isAuthorizationServer ? null : sampleAdministrator.account;
  const tenant = account === NO_ACCOUNT ? null : (account ?? byDefault);
  return {
    subject: subject ?? `${shownRole(first)}@${tenant ?? 'nowhere'}.example`,
    account: tenant,
    roles: known,
    kind: kindOf(kind),
    lifetimeSeconds: secondsOf(lifetime),
  };
}

/** `keyledger token`: one that the development server on the same data directory takes, running or not. */
export async function token(options: Options): Promise<void> {
  if (isProduction())
    throw new CannotDo('Tokens of the development issuer count in development only; ask your identity provider.');
  const config = readConfig();
  if (identityProviderOf(config))
    throw new CannotDo('KEYLEDGER_AUTH_ISSUER is set: the server takes tokens of that issuer only; ask it for one.');
  const request = requestOf(options);
  const { mintToken } = await openDevelopmentIssuer(config.dataDir);
  console.log(
    await mintToken(request).catch((error: unknown) => {
      throw error instanceof NotSignedIn ? new CannotDo(`No server would take this token: ${error.message}.`) : error;
    }),
  );
}
