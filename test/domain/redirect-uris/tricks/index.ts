import { addresses } from './addresses.js';
import { backslashes } from './backslashes.js';
import { characters } from './characters.js';
import { fragmentsAndWildcards } from './fragments-and-wildcards.js';
import { hosts } from './hosts.js';
import { lengths } from './lengths.js';
import { loopback } from './loopback.js';
import { notAbsolute } from './not-absolute.js';
import { percent } from './percent.js';
import { ports } from './ports.js';
import { privateUse } from './private-use.js';
import { schemes } from './schemes.js';
import { traversal } from './traversal.js';
import type { Trick } from './trick.js';
import { unicode } from './unicode.js';
import { userInfo } from './user-info.js';

/**
 * Redirect URIs that must not be registered, by what they play with. Drawn from RFC 3986, 6749, 8252 and 9700, the WHATWG
 * URL standard and its test data, A New Era of SSRF (2017), HostSplit (2019), Exploiting URL Parsing Confusion (2022),
 * lists of open redirects and of CORS and SSRF bypasses (OWASP, PortSwigger, PayloadsAllTheThings), and advisories.
 */
export const tricks: Readonly<Record<string, readonly Trick[]>> = {
  schemes,
  'private-use schemes': privateUse,
  'what is not absolute': notAbsolute,
  'user info': userInfo,
  hosts,
  ports,
  addresses,
  loopback,
  'percent-encoding': percent,
  'path traversal': traversal,
  backslashes,
  characters,
  unicode,
  'fragments and wildcards': fragmentsAndWildcards,
  lengths,
};

export const allTricks = Object.values(tricks).flat();
