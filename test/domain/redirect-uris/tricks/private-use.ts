import type { Trick } from './trick.js';

const NOT_ABSOLUTE = 'REDIRECT_URI_NOT_ABSOLUTE';
const HOST = 'REDIRECT_URI_HOST';

/** Private-use schemes of native apps that nobody owns, or that lead elsewhere (RFC 8252 7.1). */
export const privateUse: readonly Trick[] = [
  ['myapp:/callback', 'REDIRECT_URI_PRIVATE_SCHEME', 'not a reversed domain name: another app takes it (RFC 8252 7.1)'],
  ['myapp://callback', 'REDIRECT_URI_PRIVATE_SCHEME', 'the form of most tutorials, as unowned as the other'],
  ['localhost:3000/cb', 'REDIRECT_URI_PRIVATE_SCHEME', 'http:// was forgotten: `localhost` is the scheme now'],
  ['com..app:/cb', 'REDIRECT_URI_PRIVATE_SCHEME', 'an empty label is no domain name'],
  ['com.app.:/cb', 'REDIRECT_URI_PRIVATE_SCHEME', 'ends in a dot, which some platforms drop'],
  ['com.example.app:callback', NOT_ABSOLUTE, 'opaque: no slash after the scheme, parsed by nobody alike'],
  ['com.example.app:', NOT_ABSOLUTE, 'a scheme and nothing to come back to'],
  ['com.example.app:?code=x', NOT_ABSOLUTE, 'a query only'],
  ['com.example.my_app:/cb', 'REDIRECT_URI_UNDERSCORE', 'as the name of an Android package may have it'],
  ['com_example.app:/cb', 'REDIRECT_URI_UNDERSCORE', 'an underscore is in no scheme (RFC 3986 3.1)'],
  ['com%2eexample.app:/cb', NOT_ABSOLUTE, 'a scheme is not percent-encoded'],
  ['1com.example.app:/cb', NOT_ABSOLUTE, 'a scheme starts with a letter'],
  ['.example.app:/cb', NOT_ABSOLUTE, 'and not with a dot'],
  ['com.example.app//cb', NOT_ABSOLUTE, 'the colon is missing: a relative path'],
  ['com.example.app:///cb', HOST, 'an empty authority: three slashes are read as one, or as two'],
  ['com.example.app://', HOST, 'an authority with nothing in it'],
  ['com.example.app://callback:99999/cb', HOST, 'a port that is none, where no port belongs'],
  ['com.example.app://call;back/cb', HOST, 'what platforms take for parameters of the host'],
  ['com.example.app://ada@callback', 'REDIRECT_URI_USER_INFO', 'user info is refused in private-use schemes too'],
  ['com.example.app:/../cb', 'REDIRECT_URI_PATH_TRAVERSAL', 'the app resolves it to another of its screens'],
  ['com.example.app:/%2e%2e/cb', 'REDIRECT_URI_PATH_TRAVERSAL', 'the same, encoded'],
  ['com.example.app:/cb#done', 'REDIRECT_URI_FRAGMENT', 'RFC 6749 3.1.2 makes no exception for apps'],
  ['com.example.app:/*', 'REDIRECT_URI_WILDCARD', 'every path of the app at once'],
  ['com.example.*:/cb', 'REDIRECT_URI_WILDCARD', 'every app of the company at once'],
  ['com.example.app:\\cb', 'REDIRECT_URI_BACKSLASH', 'Windows takes it for a path'],
  ['com.example.app:/cb%0a', 'REDIRECT_URI_CONTROL_CHARACTER', 'a line feed for the log of the app'],
  ['com.ex\u0430mple.app:/cb', 'REDIRECT_URI_CHARACTER', 'a Cyrillic letter: a scheme that looks like the other'],
];
