import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Role } from '../../../src/app/access/actor.js';
import { authorize } from '../../../src/app/access/authorize.js';
import {
  graphqlPermissions,
  v1Permissions,
  type GraphqlVerb,
  type V1Verb,
  type Verb,
} from '../../../src/app/access/permissions.js';
import { AUDIENCE } from '../../kit/assertions/assertion-client.js';
import { es256, jws, p256, spkiPem } from '../../kit/assertions/signing.js';
import { aReadyKey, callback, requested } from '../../kit/server/going-live.js';
import { client } from '../../kit/server/followers.js';
import { operationOn } from '../../kit/server/operations.js';
import { aServerOfItsOwn } from '../../kit/server/server.js';
import { v1Asker } from '../../kit/server/v1.js';

/** Every actor has this id, and so is the owner of what is called own, where the role says so and where it does not. */
const ID = 'dora@acme.example';

/** What is done to keys, by its kind. */
const kinds = {
  anybody: ['viewer'],
  reads: ['integratorKey', 'integratorKeys', 'expiringCredentials', 'keyEvents', 'goLiveRequests', 'changeProposals'],
  policy: ['accountPolicy'],
  governs: [
    ...(['setAccountPolicy', 'proposeAccountPolicy', 'approveAccountPolicy', 'declineAccountPolicy'] as const),
    ...(['addWebhook', 'rotateWebhookSecret', 'pauseWebhook', 'resumeWebhook', 'removeWebhook'] as const),
  ],
  checksUris: ['checkRedirectUri'],
  checks: [
    'verifyClientSecret',
    'describeClient',
    'checkClientRedirectUri',
    'authenticateClient',
    'verifyGrant',
    'followClientChanges',
  ],
  creates: ['createIntegratorKey'],
  writes: [
    ...([
      'renameIntegratorKey',
      'describeIntegratorKey',
      'setPolicyLinks',
      'markMobileApp',
      'unmarkMobileApp',
    ] as const),
    ...(['disableIntegratorKey', 'enableIntegratorKey', 'deleteIntegratorKey', 'transferOwnership'] as const),
    ...([
      'addRedirectUri',
      'removeRedirectUri',
      'saveIntegratorKey',
      'requestGoLive',
      'withdrawGoLiveRequest',
    ] as const),
    ...(['addSecret', 'disableSecret', 'enableSecret', 'revokeSecret', 'relabelSecret'] as const),
    ...(['rotateSecret', 'retireSecret', 'rotateKeypair', 'retireKeypair', 'relabelKeypair'] as const),
    ...(['cancelRetirement', 'scheduleBrownout', 'cancelBrownout'] as const),
    ...(['proposeChange', 'approveChange', 'declineChange', 'applyChange', 'withdrawChange'] as const),
    ...(['addKeypair', 'uploadPublicKey', 'disableKeypair', 'enableKeypair', 'revokeKeypair'] as const),
  ],
  decides: ['approveGoLive', 'declineGoLive'],
  stops: ['suspendProduction', 'resumeProduction'],
  audits: ['validity', 'wasValid', 'validDuring', 'auditLog', 'keyDiff', 'environmentDiff', 'policyViolations'],
  finds: ['findCredential'],
  webhooks: ['webhooks'],
} as const satisfies Record<string, readonly Verb[]>;
type Kind = keyof typeof kinds;

/** Whose keys: `-` is forbidden, `nothing` is none of the keys, `itself` is not about keys and is answered. */
type Whose = '-' | 'itself' | 'own' | 'account' | 'requested' | 'every';
const order = Object.keys(kinds) as Kind[];

/** The promise, actor by actor, in the order of the kinds. Written down here, and nowhere read from the program. */
const actors: Record<string, { roles: Role[]; bound: boolean; may: string }> = {
  //                                                          anybody reads    policy governs uris    checks  creates writes  decides   stops     audits    finds     webhooks
  administrator: {
    roles: ['ADMINISTRATOR'],
    bound: true,
    may: 'itself account   itself itself account account itself account -         account   account   account   itself',
  },
  developer: {
    roles: ['DEVELOPER'],
    bound: true,
    may: 'itself own       itself -      own     -       itself own     -         -         own       -         -',
  },
  reviewer: {
    roles: ['REVIEWER'],
    bound: true,
    may: 'itself account   itself -      -       -       -      -       account   -         -         -         -',
  },
  'reviewer of the platform': {
    roles: ['REVIEWER'],
    bound: false,
    may: 'itself requested -      -      -       -       -      -       requested requested -         -         -',
  },
  auditor: {
    roles: ['AUDITOR'],
    bound: true,
    may: 'itself account   itself -      -       -       -      -       -         -         account   account   itself',
  },
  'authorization server of an account': {
    roles: ['AUTHORIZATION_SERVER'],
    bound: true,
    may: 'itself -         -      -      account account -      -       -         -         -         -         -',
  },
  'authorization server': {
    roles: ['AUTHORIZATION_SERVER'],
    bound: false,
    may: 'itself -         -      -      every   every   -      -       -         -         -         -         -',
  },
  'administrator and reviewer': {
    roles: ['ADMINISTRATOR', 'REVIEWER'],
    bound: true,
    may: 'itself account   itself itself account account itself account account   account   account   account   itself',
  },
  'developer and reviewer': {
    roles: ['DEVELOPER', 'REVIEWER'],
    bound: true,
    may: 'itself account   itself -      own     -       itself own     account   -         own       -         -',
  },
  'developer and auditor': {
    roles: ['DEVELOPER', 'AUDITOR'],
    bound: true,
    may: 'itself account   itself -      own     -       itself own     -         -         account   account   itself',
  },
  'auditor and authorization server': {
    roles: ['AUDITOR', 'AUTHORIZATION_SERVER'],
    bound: true,
    may: 'itself account   itself -      account account -      -       -         -         account   account   itself',
  },
  nobody: {
    roles: [],
    bound: true,
    may: '-      -         -      -      -       -       -      -       -         -         -         -         -',
  },
};

/** The keys: whose they are, seen by an actor of acme, and whether they have ever had a request to go live. */
const owners = ['own', "other's", 'of another account'] as const;
const places = owners.flatMap((owner) => [true, false].map((request) => ({ owner, request })));
type Place = (typeof places)[number];
type Outcome = 'FORBIDDEN' | 'not found' | 'reached';

const reaches: Record<Exclude<Whose, '-'>, (place: Place) => boolean> = {
  itself: () => true,
  own: ({ owner }) => owner === 'own',
  account: ({ owner }) => owner !== 'of another account',
  requested: ({ request }) => request,
  every: () => true,
};

function promised(may: string, verb: Verb, place: Place): Outcome {
  const kind = order.findIndex((name) => (kinds[name] as readonly Verb[]).includes(verb));
  const whose = may.split(/\s+/)[kind] as Whose;
  if (whose === '-') return 'FORBIDDEN';
  const isThere = verb !== 'goLiveRequests' || place.request; // a queue has no key that never asked
  return reaches[whose](place) && isThere ? 'reached' : 'not found';
}

/** Those of `/audit` are about no key: `http/audit/proof.test.ts`. */
const verbs = Object.keys({ ...graphqlPermissions, ...v1Permissions }) as (GraphqlVerb | V1Verb)[];
const names = Object.keys(actors);
const cells = names.length * verbs.length * places.length;

const server = aServerOfItsOwn({ KEYLEDGER_GO_LIVE_MIN_USES: '0' });
interface Made extends Place {
  id: string;
  secret: string;
  secretId: string;
}
const made: Made[] = [];
const tokens: Record<string, string> = {};
/** A key that every reader sees, made after all others. */
let last = '';

beforeAll(async () => {
  const globex = { account: 'globex', subject: 'gina@globex.example' };
  const byOwner = {
    own: await server.token({ roles: ['DEVELOPER'], subject: ID }),
    "other's": await server.token({ roles: ['DEVELOPER'], subject: 'eve@acme.example' }),
    'of another account': await server.token({ ...globex, roles: ['DEVELOPER'], subject: ID }),
  };
  const expiresAt = new Date(Date.now() + 365 * 86_400_000).toISOString();
  for (const place of places) {
    const token = byOwner[place.owner];
    const id = await aReadyKey(server, `${place.owner} ${place.request}`, token);
    const added = await server.mutate(
      'addSecret',
      { integratorKeyId: id, expiresAt },
      'plainText secret { id }',
      token,
    );
    await server.mutate('uploadPublicKey', { integratorKeyId: id, publicKey: spkiPem(p256.publicKey) }, '', token);
    if (place.request) await requested(server, id, token);
    await server.mutate('proposeChange', { integratorKeyId: id, description: 'Proposed' }, '', token);
    made.push({ ...place, id, secret: String(added['plainText']), secretId: String(added['secret']?.['id']) });
  }
  for (const account of ['acme', 'globex'])
    // by which the secrets above live too long
    await server.ask(
      'mutation { setAccountPolicy(input: { longestSecretLife: "P1D" }) { userErrors { code } } }',
      ...[{}, await server.token({ account })],
    );
  last = await aReadyKey(server, 'Last', byOwner.own);
  await requested(server, last, byOwner.own);
  for (const [name, { roles, bound }] of Object.entries(actors))
    tokens[name] = await server.token({ roles, subject: ID, account: bound ? 'acme' : null });
});

/** All keys whose events an actor is told, up to the last event of all. */
async function told(token: string): Promise<Set<string> | 'FORBIDDEN'> {
  const query = 'subscription { keyEvents(from: BEGINNING) { integratorKeyId type } }';
  const subscriber = client(server.address, token);
  const seen = new Set<string>();
  try {
    for await (const { data, errors } of subscriber.iterate<{ keyEvents: { integratorKeyId: string; type: string } }>({
      query,
    })) {
      if (errors) return errors[0]?.extensions?.['code'] as 'FORBIDDEN';
      if (!data) continue;
      seen.add(data.keyEvents.integratorKeyId);
      if (data.keyEvents.integratorKeyId === last && data.keyEvents.type === 'GoLiveRequested') break;
    }
  } catch (error) {
    return (error as { extensions: { code: string } }[])[0]?.extensions.code as 'FORBIDDEN';
  } finally {
    await subscriber.dispose();
  }
  return seen;
}

const isIn = (found: boolean): Outcome => (found ? 'reached' : 'not found');
const ever = 'from: "2026-01-01T00:00:00.000Z", to: "9999-01-01T00:00:00.000Z"';
const listOf: Partial<Record<GraphqlVerb, string>> = {
  integratorKeys: '{ integratorKeys(first: 100) { nodes { id } } }',
  expiringCredentials: '{ expiringCredentials(within: "P3650D", first: 100) { nodes { integratorKeyId } } }',
  changeProposals: '{ changeProposals(first: 100) { nodes { integratorKey { id } } } }',
  auditLog:
    '{ auditLog(filter: { types: [KeyCreated] }, first: 100) { nodes { ... on KeyEvent { integratorKeyId } } } }',
  goLiveRequests: '{ goLiveRequests(first: 100) { nodes { integratorKey { id } } } }',
  policyViolations: '{ policyViolations(first: 100) { nodes { integratorKeyId } } }',
  validDuring: `{ validDuring(${ever}, first: 100) { nodes { integratorKeyId } } }`,
};

/** An operation that reaches the key if it can. A mutation that should get through is tried dry; one that should not is not. */
function operation(verb: GraphqlVerb, { id, secret, secretId }: Made, dry: boolean): string {
  if (verb === 'findCredential') return `{ findCredential(text: "${secret}") { credentials { integratorKeyId } } }`;
  if (verb === 'verifyClientSecret')
    return `{ verifyClientSecret(clientId: "${id}", environment: DEMO, secret: "${secret}") { active } }`;
  if (verb === 'checkRedirectUri')
    return `{ checkRedirectUri(clientId: "${id}", environment: DEMO, redirectUri: "${callback}") { match } }`;
  if (verb === 'wasValid') return `{ wasValid(credentialId: "${secretId}", during: { ${ever} }) { valid } }`;
  const written = listOf[verb] ?? operationOn(verb, id);
  const wellFormed = written.replace('publicKey: "x"', `publicKey: ${JSON.stringify(spkiPem(p256.publicKey))}`);
  return dry ? wellFormed.replace('input: {', 'input: { dryRun: true, ') : wellFormed;
}

async function overGraphql(token: string, verb: GraphqlVerb, key: Made, dry: boolean): Promise<Outcome> {
  const { data, code, text } = await server.ask(operation(verb, key, dry), {}, token);
  if (code !== undefined) return code as Outcome; // INTERNAL_SERVER_ERROR and the like are promised to nobody
  const answer = data[verb];
  if (['integratorKey', 'validity', 'wasValid', 'keyDiff', 'environmentDiff'].includes(verb))
    return isIn(answer !== null);
  if (verb in listOf || verb === 'findCredential') return isIn(text.includes(key.id));
  if (verb === 'verifyClientSecret') return isIn(String(answer?.['active']) === 'true');
  if (verb === 'checkRedirectUri') return isIn(String(answer?.['match']) === 'EXACT');
  return isIn(!text.includes('"KEY_NOT_FOUND"'));
}

const BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

async function overV1(name: string, verb: V1Verb, { id, secret, owner }: Made): Promise<Outcome> {
  const { send, post } = v1Asker(server, () => Promise.resolve(tokens[name] ?? ''));
  const now = Math.floor(Date.now() / 1000);
  const grant = { iss: id, sub: 'somebody', aud: AUDIENCE, exp: now + 60, iat: now, jti: randomUUID() };
  const asked = {
    describeClient: () => send(`/demo/clients/${id}`),
    checkClientRedirectUri: () => post('/demo/check-redirect-uri', { client_id: id, redirect_uri: callback }),
    authenticateClient: () => post('/demo/authenticate-client', { client_id: id, client_secret: secret }),
    verifyGrant: () =>
      post('/demo/verify-grant', {
        assertion: jws({ alg: 'ES256' }, grant, es256),
        audience: AUDIENCE,
        grant_type: BEARER,
      }),
  };
  if (verb === 'followClientChanges') {
    const { roles, bound } = actors[name]!;
    try {
      const reach = authorize({ id: ID, kind: 'user', account: bound ? 'acme' : null, roles }, verb);
      const account = owner === 'of another account' ? 'globex' : 'acme';
      return isIn(!reach.onlyRequested && reach.owner === null && [null, account].includes(reach.account));
    } catch {
      return 'FORBIDDEN';
    }
  }
  const { status, body } = await asked[verb]();
  if (status === 403) return 'FORBIDDEN';
  return isIn(status === 200 && body['active'] !== false && body['match'] !== 'none');
}

test('the kinds have every verb once', () => {
  const sorted = Object.values<readonly Verb[]>(kinds).flat().sort();
  expect(sorted).toEqual([...verbs].sort());
});

test('every promise has an entry for each kind', () => {
  for (const { may } of Object.values(actors)) expect(may.split(/\s+/)).toHaveLength(order.length);
});

describe(`role x verb x key: ${names.length} x ${verbs.length} x ${places.length} = ${cells} cells`, () => {
  let asked = 0;
  test.each(names)('%s', async (name) => {
    const { may } = actors[name]!;
    const token = tokens[name]!;
    const events = await told(token);
    const [found, wanted]: [string[], string[]] = [[], []];
    for (const verb of verbs) {
      const expected = made.map((key) => promised(may, verb, key));
      const outcomes = await Promise.all(
        made.map(async (key, n): Promise<Outcome> => {
          if (verb === 'keyEvents') return events === 'FORBIDDEN' ? events : isIn(events.has(key.id));
          if (verb in v1Permissions) return overV1(name, verb as V1Verb, key);
          return overGraphql(token, verb as GraphqlVerb, key, expected[n] === 'reached');
        }),
      );
      made.forEach(({ owner, request }, n) => {
        const cell = `${verb} of ${owner}, ${request ? 'with' : 'without'} a request: `;
        found.push(`${cell}${outcomes[n]}`);
        wanted.push(`${cell}${expected[n]}`);
      });
      asked += made.length;
    }
    expect(found).toEqual(wanted);
  });

  test('all of them were asked', () => {
    expect(asked).toBe(cells);
  });
});
