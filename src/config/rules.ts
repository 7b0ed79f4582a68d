import { realpathSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { neverPrivateSchemes } from '../domain/redirect-uris/redirect-uri-policy.js';
import { ANY_ORIGIN, LOOPBACK_ORIGINS } from './forms.js';
import type { Setting, Values } from './variables.js';

type Given = Partial<Values>;
interface Rule {
  setting: Setting;
  /** Settings that could not be read are undefined; those not set are null. */
  broken(given: Given): boolean;
  remedy: string;
}

/** Where a path leads once symbolic links are followed, as far as it exists. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(real(dirname(path)), basename(path));
  }
}

function inside(directory: string, path: string) {
  const way = relative(real(directory), real(path));
  return !isAbsolute(way) && way.split(/[/\\]/)[0] !== '..';
}

const inClear = (url: string) => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
};

/** Any other name may lead anywhere. */
const isLoopback = (host: string) =>
  host === '::1' || host === 'localhost' || (isIPv4(host) && host.startsWith('127.'));

const withoutTls = (connectionString: string) => {
  const [, hosts = '', options = ''] = /^[a-z+]+:\/\/(?:[^/?]*@)?([^/?]*)\/?(?:\?(.*))?$/.exec(connectionString) ?? [];
  const isNear = (host: string) => isLoopback(host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1'));
  return /(^|&)tls=false(&|$)/i.test(options) && !hosts.split(',').every(isNear);
};

const identityProvider = ['authIssuer', 'authAudience', 'authJwksUrl'] as const;
const incomplete = (setting: (typeof identityProvider)[number]): Rule => ({
  setting,
  broken: (given) => given[setting] === null && identityProvider.some((other) => given[other] !== null),
  remedy:
    'is missing: an identity provider is an issuer, an audience and a JWKS URL. Set all three, or none for the development issuer.',
});

/** Rules over several settings, or that depend on the mode. */
export const rules: readonly Rule[] = [
  {
    setting: 'eventstoredbUrl',
    broken: ({ store, eventstoredbUrl }) => store === 'eventstoredb' && eventstoredbUrl === null,
    remedy: 'is required with the store `eventstoredb`: the connection string of the cluster.',
  },
  {
    setting: 'eventstoredbUrl',
    broken: ({ mode, eventstoredbUrl }) => mode === 'production' && !!eventstoredbUrl && withoutTls(eventstoredbUrl),
    remedy:
      'must not say `tls=false` in production, unless all its hosts are `127.0.0.1`, `[::1]` or `localhost`: events, and the password, would go in clear.',
  },
  {
    setting: 'peppersFile',
    broken: ({ mode, peppersFile, dataDir }) =>
      mode === 'production' && !!peppersFile && !!dataDir && inside(dataDir, peppersFile),
    remedy: 'must not lie inside the data directory in production: whoever copies one must not get the other with it.',
  },
  {
    setting: 'auditKeyFile',
    broken: ({ mode, auditKeyFile, dataDir }) =>
      mode === 'production' && !!auditKeyFile && !!dataDir && inside(dataDir, auditKeyFile),
    remedy:
      'must not lie inside the data directory in production: whoever can write the store must not be able to sign.',
  },
  {
    setting: 'sampleData',
    broken: ({ mode, sampleData }) => mode === 'production' && sampleData === true,
    remedy: 'must be `off` in production.',
  },
  {
    setting: 'webhookPrivateAddresses',
    broken: ({ mode, webhookPrivateAddresses }) => mode === 'production' && webhookPrivateAddresses === true,
    remedy: 'must be `off` in production: whoever registers a webhook could reach what is behind the firewall.',
  },
  {
    setting: 'trustedProxies',
    broken: ({ mode, host, trustedProxies }) =>
      mode === 'production' && !!host && !isLoopback(host) && trustedProxies === null,
    remedy:
      'is required in production unless KEYLEDGER_HOST is a loopback address: Keyledger speaks plain HTTP. Name the proxy that speaks TLS in front of it, or listen at `127.0.0.1`.',
  },
  {
    setting: 'corsOrigins',
    broken: ({ mode, corsOrigins }) => mode === 'production' && !!corsOrigins?.includes(ANY_ORIGIN),
    remedy: 'must list exact origins in production: `*` would let every website in.',
  },
  {
    setting: 'corsOrigins',
    broken: ({ mode, corsOrigins }) => mode === 'production' && !!corsOrigins?.includes(LOOPBACK_ORIGINS),
    remedy: 'must list exact origins in production: `loopback` is every page that a machine of its user serves.',
  },
  {
    setting: 'authJwksUrl',
    broken: ({ mode, authJwksUrl }) => mode === 'production' && !!authJwksUrl && inClear(authJwksUrl),
    remedy: 'must be an `https` URL in production, unless its host is `127.0.0.1`, `[::1]` or `localhost`.',
  },
  {
    setting: 'privateUseSchemes',
    broken: ({ privateUseSchemes }) => !!privateUseSchemes?.some((scheme) => neverPrivateSchemes.has(scheme)),
    remedy: `must not list a scheme that browsers execute or open locally, or that is nobody's own: ${[...neverPrivateSchemes].join(', ')}.`,
  },
  ...identityProvider.map(incomplete),
];
