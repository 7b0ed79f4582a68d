import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { completed } from '../../src/adapters/eventstoredb/client/connection-string.js';
import { ConfigError, readConfig } from '../../src/config/config.js';
import { jsonOf, root } from './repository.js';

export interface Service {
  image?: string;
  build?: string;
  entrypoint?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  tty?: boolean;
  healthcheck?: { test: string[] };
  depends_on?: string[] | Record<string, unknown>;
  networks?: string[] | Record<string, unknown>;
  secrets?: string[];
}
export interface Compose {
  services: Record<string, Service>;
  volumes?: Record<string, unknown>;
  networks?: Record<string, unknown>;
  secrets?: Record<string, unknown>;
}

const { safeLoad } = createRequire(import.meta.url)('js-yaml') as { safeLoad: (text: string) => unknown };
export const composed = (text: string) => safeLoad(text) as Compose;

const { $schema: _, ...schema } = jsonOf<Record<string, unknown>>('docker/compose-spec.json');
const conforms = new Ajv({ strict: false, allErrors: true }).compile(schema);

const names = (of: string[] | Record<string, unknown> = []) => (Array.isArray(of) ? of : Object.keys(of));
const isKurrentDb = ({ image, entrypoint }: Service) => !!image?.includes('/kurrentdb:') && !entrypoint;
const isKeyledger = ({ build }: Service) => build === '.';

/** A value with what the caller has to give put in: nothing that any variable takes but text. */
const given = (value: string) => value.replace(/\$\{(\w+):\?[^}]+\}/g, (__, name: string) => `https://${name}.example`);

/** The volume, or the folder of the host, that is mounted there. */
const mountedAt = (path: string, { volumes = [] }: Service) =>
  volumes.map((volume) => volume.split(':')).find(([, at]) => at === path)?.[0];

/** That it keeps its data, that no backup is kept in what it protects, that its log has no token, that it may take long. */
function faultsOfContainer(service: Service): string[] {
  const { environment = {}, healthcheck, tty } = service;
  const data = mountedAt('/data', service);
  return [
    data === undefined && 'data that goes with the container',
    data === mountedAt('/backups', service) && 'backups beside the data',
    environment.KEYLEDGER_PEPPERS_FILE?.startsWith('/backups') && 'peppers beside the backups',
    tty && 'a terminal, whose output is kept',
    (environment.KEYLEDGER_WELCOME_TOKEN ?? 'off') !== 'off' && 'a token in the log',
    healthcheck?.test.some((word) => word.includes('/health/ready')) && 'a restart while views are built',
  ].filter((fault) => typeof fault === 'string');
}

function faultsOfKeyledger(service: Service): string[] {
  const { environment = {} } = service;
  const set = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, given(value)]));
  const faults = faultsOfContainer(service);
  try {
    readConfig({ KEYLEDGER_HOST: '0.0.0.0', KEYLEDGER_DATA_DIR: '/data', ...set }); // as the image sets them
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // The rule that a release lifts when its server takes the store.
    const standing = error.faults;
    faults.push(...standing.map(({ variable, remedy }) => `${variable} ${remedy}`));
  }
  const { KEYLEDGER_STORE: store, KEYLEDGER_EVENTSTOREDB_URL: url } = environment;
  if ((store === 'eventstoredb') !== (url !== undefined)) faults.push('a store without its address, or the reverse');
  if (url !== undefined)
    try {
      completed(url.replace(/\$\{[^}]+\}/g, 'password'));
    } catch (error) {
      faults.push((error as Error).message);
    }
  return faults;
}

function faultsOfKurrentDb({ image, environment = {}, healthcheck, volumes = [] }: Service): string[] {
  return [
    // The first of the long-term releases without the fault that appends time out (25.1 to 26.0.3).
    image !== 'docker.kurrent.io/kurrent-lts/kurrentdb:26.0.4' && 'not the release that is meant',
    environment.KURRENTDB_TELEMETRY_OPTOUT !== 'true' && 'telemetry is on',
    !healthcheck?.test.some((word) => word.includes('/health/live')) && 'no health check',
    !volumes.some((volume) => /^[\w-]+:\/var\/lib\/kurrentdb$/.test(volume)) && 'data in no volume of its own',
    environment.KURRENTDB_INSECURE === undefined && !environment.KURRENTDB_CERTIFICATE_FILE && 'no certificate',
  ].filter((fault) => fault !== false);
}

function faultsOfService(service: Service, whole: Compose): string[] {
  const { image, build, ports = [], volumes = [], depends_on, networks, secrets } = service;
  const mounts = volumes.map((volume) => volume.split(':')[0] ?? '');
  const undeclared = (used: string[], declared: Record<string, unknown> = {}) =>
    used.filter((one) => !(one in declared));
  return [
    ...(build === undefined && !/:\d+\.\d+\.\d+(-[a-z]+)?$/.test(image ?? '')
      ? ['an image without exact version']
      : []),
    ...ports.filter((port) => !port.startsWith('127.0.0.1:')).map((port) => `${port} is open to the network`),
    ...mounts.filter((path) => path.startsWith('.') && !existsSync(join(root, path))).map((path) => `no ${path}`),
    ...undeclared(
      mounts.filter((path) => !path.startsWith('.')),
      whole.volumes,
    ).map((one) => `no volume ${one}`),
    ...undeclared(names(depends_on), whole.services).map((one) => `no service ${one}`),
    ...undeclared(names(networks), whole.networks).map((one) => `no network ${one}`),
    ...undeclared(secrets ?? [], whole.secrets).map((one) => `no secret ${one}`),
    ...(isKurrentDb(service) ? faultsOfKurrentDb(service) : []),
    ...(isKeyledger(service) ? faultsOfKeyledger(service) : []),
  ];
}

/** Whatever must be given has no default, and nothing that is a secret is written down. */
const faultsOfText = (text: string) => [
  ...[...text.matchAll(/\$\{[^}]*\}/g)].map(([use]) => use).filter((use) => !/^\$\{\w+:\?[^}]{10,}\}$/.test(use)),
  ...[...text.matchAll(/^ *\w*(?:PASSWORD|SECRET|TOKEN)\w*:(?! *\$\{)(.+)$/gm)].map(([line]) => line.trim()),
  ...[...text.matchAll(/:\/\/\w+:(?!\$\{)[^@\s/]+@/g)].map(([login]) => login),
];

/** What is wrong with a compose file: with its form, with what it names, with what it lets in. */
export function faultsIn(text: string): string[] {
  const whole = composed(text);
  if (!conforms(whole))
    return (conforms.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  const used = Object.values(whole.services).flatMap(({ volumes = [] }) =>
    volumes.map((volume) => volume.split(':')[0]),
  );
  const servers = Object.values(whole.services).filter(isKeyledger);
  return [
    ...(servers.some((server) => mountedAt('/backups', server)) ? [] : ['no volume for backups']),
    ...faultsOfText(text),
    ...Object.keys(whole.volumes ?? {})
      .filter((volume) => !used.includes(volume))
      .map((volume) => `nobody uses the volume ${volume}`),
    ...Object.entries(whole.services).flatMap(([name, service]) =>
      faultsOfService(service, whole).map((fault) => `${name}: ${fault}`),
    ),
  ];
}
