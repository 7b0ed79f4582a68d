import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { patienceMs } from '../kit/patience.js';
import { composed, faultsIn } from './compose-files.js';
import { root, textOf } from './repository.js';

const SINGLE = 'docker-compose.yml';
const CLUSTER = 'docker-compose.cluster.yml';
const EMBEDDED = 'docker-compose.embedded.yml';
const PRODUCTION = 'docker-compose.production.yml';

describe('compose files', () => {
  test.each([SINGLE, CLUSTER, EMBEDDED, PRODUCTION])('%s is right in form and in what it names', (path) => {
    expect(faultsIn(textOf(path))).toEqual([]);
  });

  test.each([
    ['a key that there is not', SINGLE, 'restart: unless-stopped', 'restarts: unless-stopped'],
    ['a text where a list belongs', SINGLE, 'cap_drop: [ALL]', 'cap_drop: ALL'],
    ['a moving image', SINGLE, 'kurrentdb:26.0.4', 'kurrentdb:latest'],
    ['an image of a line', CLUSTER, 'caddy:2.11.4-alpine', 'caddy:2.11-alpine'],
    ['a release that writes slowly', SINGLE, 'kurrentdb:26.0.4', 'kurrentdb:26.0.3'],
    ['a port open to the network', SINGLE, '127.0.0.1:2113:2113', '2113:2113'],
    ['the same, of the proxy', CLUSTER, '127.0.0.1:8443', '0.0.0.0:8443'],
    ['telemetry', SINGLE, "TELEMETRY_OPTOUT: 'true'", "TELEMETRY_OPTOUT: 'false'"],
    ['the same, in the cluster', CLUSTER, '  KURRENTDB_TELEMETRY_OPTOUT', '  KURRENTDB_TELEMETRY'],
    ['no health check', CLUSTER, '/health/live', '/'],
    ['data that goes with the container', SINGLE, 'kurrentdb-data:/var/lib/kurrentdb', 'kurrentdb-data:/var/lib/other'],
    ['no certificate', CLUSTER, 'KURRENTDB_CERTIFICATE_FILE', 'KURRENTDB_CERTIFICATE'],
    ['a variable that there is not', SINGLE, 'KEYLEDGER_STORE', 'KEYLEDGER_STOER'],
    ['a value that none takes', CLUSTER, 'KEYLEDGER_MODE: production', 'KEYLEDGER_MODE: productive'],
    ['no proxy that is trusted', CLUSTER, 'KEYLEDGER_TRUSTED_PROXIES: 172.30.241.2', "KEYLEDGER_IDE: 'off'"],
    ['peppers beside the data', CLUSTER, '/run/secrets/peppers', '/data/peppers'],
    ['an address that the client does not take', SINGLE, 'esdb://kurrentdb', 'esdb:///kurrentdb'],
    ['an option that the client does not know', CLUSTER, 'tlsCaFile', 'tlsCertificate'],
    ['a password with a default', CLUSTER, '${KURRENTDB_OPS_PASSWORD:?', '${KURRENTDB_OPS_PASSWORD:-'],
    [
      'a password that may be left out',
      CLUSTER,
      /\$\{KURRENTDB_AUDITOR_PASSWORD:[^}]+/,
      '${KURRENTDB_AUDITOR_PASSWORD',
    ],
    ['a password written down', CLUSTER, /\$\{KURRENTDB_OPS_PASSWORD:[^}]+\}/, 'changeit'],
    ['a password in an address', CLUSTER, /keyledger:\$\{[^}]+\}@/, 'keyledger:changeit@'],
    ['a service that there is not', SINGLE, '- kurrentdb\n', '- eventstore\n'],
    ['a volume that is not declared', SINGLE, '- kurrentdb-logs', '- kurrentdb-log'],
    ['a volume that nobody uses', EMBEDDED, '\nvolumes:\n', '\nvolumes:\n  more:\n'],
    ['a network that is not declared', CLUSTER, 'networks: [store]', 'networks: [stores]'],
    ['a secret that is not declared', CLUSTER, 'secrets: [peppers]', 'secrets: [pepper]'],
    ['a file that is not there', CLUSTER, './docker/Caddyfile', './docker/Caddy'],
    ['the same, in production', PRODUCTION, './docker/Caddyfile.production', './docker/Caddyfile.none'],
    ['backups in the volume that they protect', EMBEDDED, 'keyledger-backups:/backups', 'keyledger-data:/backups'],
    ['no volume for backups', PRODUCTION, 'keyledger-backups:/backups', 'keyledger-backups:/more'],
    ['the same, in the cluster', CLUSTER, 'keyledger-backups:/backups', 'keyledger-backups:/more'],
    ['data in no volume', PRODUCTION, 'keyledger-data:/data', 'keyledger-data:/more'],
    ['peppers in the data directory', PRODUCTION, '/run/secrets/peppers', '/data/peppers'],
    ['peppers in the backups', PRODUCTION, '/run/secrets/peppers', '/backups/peppers'],
    ['an identity provider with a default', PRODUCTION, '${KEYLEDGER_AUTH_ISSUER:?', '${KEYLEDGER_AUTH_ISSUER:-'],
    ['no identity provider', PRODUCTION, /KEYLEDGER_AUTH_JWKS_URL: .+/, "KEYLEDGER_IDE: 'off'"],
    ['no proxy that is trusted, in production', PRODUCTION, /KEYLEDGER_TRUSTED_PROXIES: .+/, "KEYLEDGER_IDE: 'off'"],
    ['a terminal, whose output is kept', EMBEDDED, 'init: true', 'init: true\n    tty: true'],
    ['a token in the log', SINGLE, 'KEYLEDGER_MODE: dev', "KEYLEDGER_WELCOME_TOKEN: 'on'\n      KEYLEDGER_MODE: dev"],
    [
      'a server that is ill while it builds views',
      EMBEDDED,
      'init: true',
      'init: true\n    healthcheck:\n      test: [CMD, wget, http://127.0.0.1:4000/health/ready]',
    ],
  ])('%s would be noticed', (_, path, right, wrong) => {
    const text = textOf(path);
    const harmed = text.replace(right, wrong);
    expect(harmed).not.toBe(text);
    expect(faultsIn(harmed)).not.toEqual([]);
  });

  test.each([
    [SINGLE, /docker compose exec keyledger keyledger token --role administrator/],
    [EMBEDDED, /docker compose -f docker-compose.embedded.yml exec keyledger keyledger token --role administrator/],
  ])('%s names a command that there is', (path, command) => {
    expect(textOf(path)).toMatch(command);
    expect(Object.keys(composed(textOf(path)).services)).toContain('keyledger');
  });
});

describe('the cluster', () => {
  const { services, networks } = composed(textOf(CLUSTER));
  const nodes = Object.keys(services).filter((name) => /^kurrentdb-\d$/.test(name));
  const ofNode = (name: string) => services[name]?.environment ?? {};

  test('has three nodes that know each other by names for which they have certificates', () => {
    expect(nodes).toHaveLength(Number(ofNode('kurrentdb-1').KURRENTDB_CLUSTER_SIZE));
    for (const name of nodes) {
      expect(ofNode(name)).toMatchObject({
        KURRENTDB_NODE_HOST_ADVERTISE_AS: name,
        KURRENTDB_REPLICATION_HOST_ADVERTISE_AS: name,
      });
      const others = nodes.filter((other) => other !== name).map((other) => `${other}:2113`);
      expect(ofNode(name).KURRENTDB_GOSSIP_SEED?.split(',')).toEqual(others);
      expect(services[name]?.volumes).toContain(`${name}-certificate:/certificate:ro`);
      expect(services.certificates?.volumes).toContain(`${name}-certificate:/node-${name.slice(-1)}`);
    }
    expect(textOf('docker/kurrentdb/certificates.sh')).toMatch(
      /^for node in 1 2 3; do$[^]+"localhost,kurrentdb-\$node"/m,
    );
  });

  test('is reached by Keyledger at all of its nodes, over TLS, by nobody from outside, and its authority by nobody', () => {
    for (const name of ['keyledger-1', 'keyledger-2']) {
      const url = services[name]?.environment?.KEYLEDGER_EVENTSTOREDB_URL ?? '';
      expect(url).toContain(`@${nodes.map((node) => `${node}:2113`).join(',')}?tls=true&`);
    }
    for (const name of [...nodes, 'access']) {
      expect(services[name]?.networks).toEqual(['store']);
      expect(services[name]?.ports).toBeUndefined();
      expect(ofNode(name).KURRENTDB_INSECURE).toBeUndefined();
    }
    expect(networks?.store).toEqual({ internal: true });
    const withKey = Object.keys(services).filter((name) =>
      services[name]?.volumes?.some((volume) => volume.startsWith('authority-key:')),
    );
    expect(withKey).toEqual(['certificates']);
  });

  test('has two nodes of Keyledger with views of their own behind a proxy, at the address that they trust', () => {
    const { proxy, 'keyledger-1': one, 'keyledger-2': two } = services;
    expect([one, two].map((node) => node?.volumes?.at(-1))).toEqual([
      'keyledger-1-views:/data',
      'keyledger-2-views:/data',
    ]);
    expect(proxy?.networks).toEqual({ front: { ipv4_address: one?.environment?.KEYLEDGER_TRUSTED_PROXIES } });
    expect(textOf('docker/Caddyfile')).toContain('reverse_proxy keyledger-1:4000 keyledger-2:4000 {');
  });
});

test('the production server trusts the proxy before it, which sends to it only while it is ready', () => {
  const { proxy, keyledger } = composed(textOf(PRODUCTION)).services;
  expect(proxy?.networks).toEqual({ front: { ipv4_address: keyledger?.environment?.KEYLEDGER_TRUSTED_PROXIES } });
  expect(keyledger?.ports).toBeUndefined();
  for (const file of ['docker/Caddyfile.production', 'docker/Caddyfile'])
    expect(textOf(file)).toContain('health_uri /health/ready');
  expect(textOf('docker/Caddyfile.production')).toContain('reverse_proxy keyledger:4000 {');
});

describe('who may do what', () => {
  const lists = { default: 'docker/kurrentdb/default-acl.json', all: 'docker/kurrentdb/all-metadata.json' };

  test.each(Object.values(lists))('%s is as docs/eventstoredb.md shows it', (path) => {
    const shown = [...textOf('docs/eventstoredb.md').matchAll(/```json\n([^]+?)```/g)].map(([, json = '']) => json);
    expect(shown.map((json) => JSON.parse(json) as unknown)).toContainEqual(JSON.parse(textOf(path)));
  });

  test('nobody but administrators deletes or touches what is of the system; readers write nothing', () => {
    type Acl = Record<string, string[]>;
    const { $userStreamAcl: ours, $systemStreamAcl: system } = JSON.parse(textOf(lists.default)) as Record<string, Acl>;
    const kinds = ['$r', '$w', '$d', '$mr', '$mw'];
    expect(Object.keys(ours ?? {})).toEqual(kinds);
    expect(system).toEqual(Object.fromEntries(kinds.map((kind) => [kind, ['$admins']])));
    expect(ours).toMatchObject({ $d: ['$admins'], $w: ['keyledger-writers'], $mw: ['keyledger-writers'] });
    expect(JSON.stringify(ours)).not.toContain('$all');
  });

  test.each(['access.sh', 'certificates.sh'])('%s can be parsed', (script) => {
    const { status, stderr } = spawnSync('sh', ['-n', join(root, 'docker/kurrentdb', script)], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  test.each([
    ['too short', 'abc-Short'],
    ['not letters and digits', 'abc"aaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['none', ''],
  ])('access.sh refuses a password that is %s, before it asks anybody, and does not repeat it', (_, password) => {
    const names = ['ADMIN', 'OPS', 'KEYLEDGER', 'AUDITOR'].map((name) => `KURRENTDB_${name}_PASSWORD`);
    for (const bad of names) {
      const env = Object.fromEntries(names.map((name) => [name, name === bad ? password : 'a'.repeat(24)]));
      const { status, stdout, stderr } = spawnSync('sh', [join(root, 'docker/kurrentdb/access.sh')], {
        encoding: 'utf8',
        timeout: patienceMs,
        env: { PATH: '/usr/bin:/bin', ...env, KURRENTDB_ADDRESS: 'http://127.0.0.1:1', KURRENTDB_CA_FILE: 'none' },
      });
      expect([bad, status === 0, stdout]).toEqual([bad, false, '']);
      expect(stderr).toMatch(/A password must|parameter (not set|null)/);
      if (password) expect(stderr).not.toContain(password);
    }
  });
});
