/** The parts of a URI as written (RFC 3986 3), nothing decoded and nothing normalised. */
export interface UriParts {
  scheme: string;
  /** Undefined when there is no `//`. */
  authority: string | undefined;
  path: string;
  query: string;
}

const form = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?/;

export function splitUri(uri: string): UriParts | undefined {
  const match = form.exec(uri);
  if (!match) return undefined;
  const [, scheme = '', authority, path = '', query = ''] = match;
  return { scheme, authority, path, query };
}

/** Every character that RFC 3986 knows, `#` included; so neither whitespace, nor control or non-ASCII characters. */
export const onlyUriCharacters = (uri: string) => /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/.test(uri);

export const hasBadPercent = (uri: string) => /%(?![0-9A-Fa-f]{2})/.test(uri);

/** ASCII in more bytes of UTF-8 than it needs: RFC 3629 3 forbids it, and decoders have read it all the same. */
const overlong = /[\xc0\xc1][\x80-\xbf]|\xe0[\x80\x81][\x80-\xbf]|\xf0\x80[\x80\x81][\x80-\xbf]/g;
const meant = (bytes: string) =>
  ((bytes.charCodeAt(bytes.length - 2) & 1) << 6) | (bytes.charCodeAt(bytes.length - 1) & 63);

/** The text with every layer of percent-encoding taken off, as a careless proxy chain would; bytes beyond ASCII stay bytes. */
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

/** IPv6 in brackets; the platform's own parser judges the groups. */
const isIpv6 = (host: string) => /^\[[0-9A-Fa-f:.]+\]$/.test(host) && URL.canParse(`http://${host}`);

/** Host and port are well formed; user info is not part of this. */
export function splitAuthority(authority: string): { host: string; port: string | undefined } | undefined {
  const match = /^(\[[^\]]*\]|[^:[\]]*)(?::(.*))?$/.exec(authority);
  if (!match) return undefined;
  const [, host = '', port] = match;
  const goodPort = port === undefined || (/^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65535);
  return goodPort && (isName(host) || isIpv6(host)) ? { host, port } : undefined;
}
