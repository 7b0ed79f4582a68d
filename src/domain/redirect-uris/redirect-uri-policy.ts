/** Where whoever runs the server has widened the rules of RFC 8252. */
export interface RedirectUriPolicy {
  /** Private-use schemes without a dot that may be registered, in lower case. RFC 8252 8.4 says that they should have one. */
  privateUseSchemes: readonly string[];
  /** Does any port match at the host name `localhost` too? RFC 8252 8.3 recommends the IP literals: a name may lead elsewhere. */
  localhostAnyPort: boolean;
}

/** RFC 8252 as it stands: what counts where nobody has said otherwise. */
export const asRfc8252: RedirectUriPolicy = { privateUseSchemes: [], localhostAnyPort: false };

/** Schemes that a browser executes or opens locally. No policy lets one in. */
export const executedSchemes: ReadonlySet<string> = new Set([
  'javascript',
  'data',
  'vbscript',
  'file',
  'blob',
  'filesystem',
  'about',
  'view-source',
  'jar',
]);

/** Schemes of the web, of mail and the like: they belong to every program, and so are no application's private use. */
const publicSchemes = ['http', 'https', 'ws', 'wss', 'ftp', 'mailto', 'tel', 'sms', 'urn', 'intent', 'chrome'];

/** Schemes that no policy can list, in lower case. */
export const neverPrivateSchemes: ReadonlySet<string> = new Set([...executedSchemes, ...publicSchemes]);
