/** The parts of a URI as written (RFC 3986 3), neither decoded nor normalised. */
export interface UriParts {
  scheme: string;
  /** Undefined when there is no `//`. */
  authority: string | undefined;
  path: string;
  query: string;
}

/** The underscore is none of RFC 3986's characters of a scheme; it is taken here so that a refusal can name it. */
const form = /^([A-Za-z][A-Za-z0-9+._-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?/;

export function splitUri(uri: string): UriParts | undefined {
  const match = form.exec(uri);
  if (!match) return undefined;
  const [, scheme = '', authority, path = '', query = ''] = match;
  return { scheme, authority, path, query };
}

/** Matches a text of RFC 3986 characters, `#` included: no white space, no control and no non-ASCII characters. */
export const onlyUriCharacters = (uri: string) => /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/.test(uri);

export const hasBadPercent = (uri: string) => /%(?![0-9A-Fa-f]{2})/.test(uri);

/** An overlong UTF-8 form of ASCII: RFC 3629 3 forbids it, yet some decoders accept it. */
const overlong = /[\xc0\xc1][\x80-\xbf]|\xe0[\x80\x81][\x80-\xbf]|\xf0\x80[\x80\x81][\x80-\xbf]/g;
const meant = (bytes: string) =>
  ((bytes.charCodeAt(bytes.length - 2) & 1) << 6) | (bytes.charCodeAt(bytes.length - 1) & 63);

/** Removes every layer of percent-encoding, as a chain of careless proxies would; non-ASCII bytes stay encoded bytes. */
export function fullyDecoded(uri: string): string {
  const bytes = uri.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  const decoded = bytes.replace(overlong, (sequence) => String.fromCharCode(meant(sequence)));
  return decoded === uri ? uri : fullyDecoded(decoded);
}

const label = /^[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?$/;
const octet = /^(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])$/;

/** A registered name or dotted IPv4 of RFC 3986 3.2.2, without the spellings (`127.1`, `0x7f.1`) that only some parsers read as an address. */
function isName(host: string): boolean {
  const labels = host.split('.');
  if (host.length > 253 || !labels.every((part) => part.length <= 63 && label.test(part))) return false;
  const looksNumeric = /^(?:\d+|0[xX][0-9A-Fa-f]*)$/.test(labels.at(-1) ?? '');
  return !looksNumeric || (labels.length === 4 && labels.every((part) => octet.test(part)));
}

/** IPv6 in brackets; the platform's URL parser checks the groups. */
const isIpv6 = (host: string) => /^\[[0-9A-Fa-f:.]+\]$/.test(host) && URL.canParse(`http://${host}`);

/** Are host and port well formed? `hostPort` contains no user info. */
export function splitAuthority(authority: string): { host: string; port: string | undefined } | undefined {
  const match = /^(\[[^\]]*\]|[^:[\]]*)(?::(.*))?$/.exec(authority);
  if (!match) return undefined;
  const [, host = '', port] = match;
  const goodPort = port === undefined || (/^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65535);
  return goodPort && (isName(host) || isIpv6(host)) ? { host, port } : undefined;
}
