import { Refusal } from '../refusal/refusal.js';
import type { RefusalCode } from '../refusal/codes.js';
import { MAX_URL_LENGTH } from '../values/refusals.js';
import { noSecretMaterial } from '../values/secret-material.js';
import {
  fullyDecoded,
  hasBadPercent,
  onlyUriCharacters,
  splitAuthority,
  splitUri,
  type UriParts,
} from '../values/uri.js';
import { asRfc8252, executedSchemes, type RedirectUriPolicy } from './redirect-uri-policy.js';

/** The hosts that may use http, exactly as typed: the literals of RFC 8252 7.3, and localhost because people use it. */
const loopbackHosts = new Set(['127.0.0.1', '[::1]', 'localhost']);
const controlCharacter = /[\u0000-\u001f\u007f]/;

const isWeb = ({ scheme }: UriParts) => /^https?$/i.test(scheme);
const authorityOf = ({ authority }: UriParts) => (authority === undefined ? undefined : splitAuthority(authority));
/** With a dot, or listed as it is typed: a scheme in other case is another text to the one who listed it. */
const isPrivateUse = ({ scheme }: UriParts, { privateUseSchemes }: RedirectUriPolicy) =>
  /^[A-Za-z0-9+-]+(\.[A-Za-z0-9+-]+)+$/.test(scheme) || privateUseSchemes.includes(scheme);
const isLoopback = (parts: UriParts) => parts.scheme === 'http' && loopbackHosts.has(authorityOf(parts)?.host ?? '');

/** Faults of the text as a whole, in the order in which they are reported. */
const textRules: readonly [RefusalCode, (uri: string) => boolean][] = [
  ['REDIRECT_URI_TOO_LONG', (uri) => uri.length > MAX_URL_LENGTH],
  ['REDIRECT_URI_BACKSLASH', (uri) => fullyDecoded(uri).includes('\\')],
  ['REDIRECT_URI_CHARACTER', (uri) => !onlyUriCharacters(uri)],
  ['REDIRECT_URI_FRAGMENT', (uri) => uri.includes('#')],
  ['REDIRECT_URI_WILDCARD', (uri) => uri.includes('*')],
  ['REDIRECT_URI_PERCENT_ENCODING', hasBadPercent],
  ['REDIRECT_URI_CONTROL_CHARACTER', (uri) => controlCharacter.test(fullyDecoded(uri))],
  ['REDIRECT_URI_NOT_ABSOLUTE', (uri) => splitUri(uri) === undefined],
];

/** Faults of the parts of the URI. */
const partRules: readonly [RefusalCode, (parts: UriParts, policy: RedirectUriPolicy) => boolean][] = [
  ['REDIRECT_URI_SCHEME_FORBIDDEN', ({ scheme }) => executedSchemes.has(scheme.toLowerCase())],
  ['REDIRECT_URI_UNDERSCORE', ({ scheme }) => scheme.includes('_')],
  ['REDIRECT_URI_PRIVATE_SCHEME', (parts, policy) => !isWeb(parts) && !isPrivateUse(parts, policy)],
  ['REDIRECT_URI_USER_INFO', ({ authority }) => authority?.includes('@') ?? false],
  ['REDIRECT_URI_HOST', (parts) => (isWeb(parts) || parts.authority !== undefined) && authorityOf(parts) === undefined],
  ['REDIRECT_URI_NOT_ABSOLUTE', ({ authority, path }) => authority === undefined && !path.startsWith('/')],
  ['REDIRECT_URI_CHARACTER', ({ path, query }) => /[[\]]/.test(path + query)],
  [
    'REDIRECT_URI_PATH_TRAVERSAL',
    ({ path }) =>
      fullyDecoded(path)
        .split('/')
        .some((segment) => /^\.\.?([;?# ].*)?$/.test(segment)),
  ],
  ['REDIRECT_URI_HTTP', (parts) => /^http$/i.test(parts.scheme) && !isLoopback(parts)],
];

/** Refuses a URI that an authorization server must not redirect a browser to. Never normalises one: the log keeps it as typed. */
export function acceptRedirectUri(uri: string, policy: RedirectUriPolicy = asRfc8252): void {
  noSecretMaterial(uri, ['redirectUri']);
  const broken = (code: RefusalCode) => new Refusal(code, ['redirectUri']);
  for (const [code, isBroken] of textRules) if (isBroken(uri)) throw broken(code);
  const parts = splitUri(uri);
  if (!parts) throw broken('REDIRECT_URI_NOT_ABSOLUTE');
  for (const [code, isBroken] of partRules) if (isBroken(parts, policy)) throw broken(code);
}
