import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import { type Fields } from '../../kit/server/ask.js';
import { aLiveKey, aReadyKey, peopleOf, requested } from '../../kit/server/going-live.js';
import { aServer } from '../../kit/server/server.js';
import { subscribersOf, watch } from '../../kit/server/followers.js';

const server = aServer({ KEYLEDGER_GO_LIVE_MIN_USES: '0' });
const subscriber = subscribersOf(server);
let people: Awaited<ReturnType<typeof peopleOf>>;
beforeAll(async () => void (people = await peopleOf(server.token)));

/** All that an answer says of going live, and of the history. */
const selection = `integratorKey { revision environments history(last: 100) { nodes { id type position } totalCount }
  goLive { status request { id changes { id } } requests { nodes { id status endedAt reasons } } } }
  userErrors { code field currentRevision } position`;
const answered = async (verb: string, input: object, token: string) => {
  const name = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const query = `mutation ($input: ${name}!) { ${verb}(input: $input) { ${selection} } }`;
  const answer = await server.ask(query, { input }, token);
  expect(answer.errors).toEqual([]);
  return { text: answer.text, ...(answer.data[verb] as Fields) } as Fields & { text: string };
};
const revisionOf = async (id: string) => Number((await server.find(id))?.['revision']);

type Begin = () => Promise<{ id: string; input?: object }>;
const aRequest: Begin = async () => {
  const id = await aReadyKey(server);
  return { id, input: { requestId: await requested(server, id) } };
};
const aLive: Begin = async () => ({ id: await aLiveKey(server, people.platform) });
/** Every verb: what there is before, what it takes, who does it, and the event that it makes. */
const verbs: [
  verb: string,
  event: string,
  begin: Begin,
  more: object,
  who: 'administrator' | 'platform' | 'reviewer',
][] = [
  [
    'requestGoLive',
    'GoLiveRequested',
    async () => ({ id: await aReadyKey(server) }),
    { classification: 'PUBLIC' },
    'administrator',
  ],
  ['withdrawGoLiveRequest', 'GoLiveRequestWithdrawn', aRequest, {}, 'administrator'],
  ['declineGoLive', 'GoLiveDeclined', aRequest, { reasons: ['Not yet.'] }, 'reviewer'],
  ['declineGoLive', 'GoLiveDeclined', aRequest, { reasons: ['Not yet.'] }, 'platform'],
  ['approveGoLive', 'GoLiveApproved', aRequest, { note: 'Good.' }, 'reviewer'],
  ['approveGoLive', 'GoLiveApproved', aRequest, {}, 'platform'],
  ['suspendProduction', 'ProductionSuspended', aLive, { reason: 'A leak.' }, 'administrator'],
  ['suspendProduction', 'ProductionSuspended', aLive, { reason: 'A leak.' }, 'platform'],
  [
    'resumeProduction',
    'ProductionResumed',
    async () => {
      const { id } = await aLive();
      await server.mutate('suspendProduction', { integratorKeyId: id, reason: 'A leak.' });
      return { id };
    },
    {},
    'platform',
  ],
];

test.each(verbs)(
  '%s: %s at the revision that is expected, once, with its position (%#)',
  async (verb, event, begin, more, who) => {
    const { id, input: begun } = await begin();
    const token = who === 'administrator' ? server.administrator : people[who];
    const revision = await revisionOf(id);
    const after = String((await server.mutate('createIntegratorKey', { name: 'Marker' }))['position']);
    const input = { integratorKeyId: id, ...begun, ...more, idempotencyKey: randomUUID() };

    const late = await answered(
      verb,
      { ...input, idempotencyKey: randomUUID(), expectedRevision: revision - 1 },
      token,
    );
    expect(late['userErrors']).toEqual([
      { code: 'REVISION_CONFLICT', field: ['expectedRevision'], currentRevision: revision },
    ]);
    expect(await revisionOf(id)).toBe(revision);

    const expecting = { ...input, expectedRevision: revision };
    const [first, together] = await Promise.all([answered(verb, expecting, token), answered(verb, expecting, token)]);
    expect(first['userErrors']).toEqual([]);
    expect(first['integratorKey']).toMatchObject({ revision: revision + 1 });
    const history = first['integratorKey']?.['history'] as unknown as { nodes: { type: string; position: string }[] };
    expect(history.nodes.at(-1)).toMatchObject({ type: event, position: String(first['position']) });
    await server.mutate('describeIntegratorKey', { integratorKeyId: id, description: 'Changed meanwhile' });
    const later = await answered(verb, expecting, token);
    expect([together.text, later.text]).toEqual([first.text, first.text]);
    expect(await revisionOf(id)).toBe(revision + 2);

    const query = `query ($id: ID!, $at: Position) { integratorKey(id: $id, atLeast: $at) { revision } }`;
    const { data } = await server.ask(query, { id, at: first['position'] }, token);
    expect(data['integratorKey']).toEqual({ revision: revision + 2 });
    const [seen] = await watch(subscriber(token), after).next(1);
    expect(seen).toMatchObject({
      type: event,
      integratorKeyId: id,
      position: String(first['position']),
      revision: revision + 1,
    });
  },
);

test.each([
  ['suspendProduction', { reason: 'Once more.' }],
  ['resumeProduction', {}],
])('%s of what is so already changes nothing', async (verb, more) => {
  const { id } = await aLive();
  if (verb === 'suspendProduction') await server.mutate(verb, { integratorKeyId: id, ...more });
  const revision = await revisionOf(id);
  const { position, userErrors, integratorKey } = await answered(
    verb,
    { integratorKeyId: id, ...more },
    people.platform,
  );
  expect({ position, userErrors, integratorKey }).toMatchObject({
    position: null,
    userErrors: [],
    integratorKey: { revision },
  });
});
