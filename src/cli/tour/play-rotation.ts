import { TourStopped } from './ask.js';
import { mutatorOf, verifierAt, type Client, type Tally } from './load.js';
import { defaultUrl, toStdout, type Tour } from './play.js';

export interface Played {
  keyId: string;
  oldSecretId: string;
  /** Clients that got the new secret, one by one, while everything ran. */
  moved: Tally;
  /** The client that nobody thought of. */
  forgotten: Tally;
}

const CLIENTS = 3;
/** Verifications of each client in each part of the tour. */
const ROUNDS = 20;
const MINUTE_MS = 60_000;

/**
 * Plays a rotation under load against a running server: the clients move over one by one, a brownout hits the forgotten one, and the old
 * secret is ended. Rejects with `TourStopped` where a client that has moved fails.
 */
export async function playRotation({ url = defaultUrl(), tokens = {}, write = toStdout }: Tour = {}): Promise<Played> {
  const { ADMINISTRATOR: administrator, AUTHORIZATION_SERVER: server } = tokens;
  if (!administrator || !server)
    throw new TourStopped('A rotation takes the tokens of an administrator and of an authorization server.');
  const mutate = mutatorOf(new URL('/graphql', url), administrator);
  const verify = verifierAt(url, server);
  const say = (text: string) => write(`${text}\n`);
  const { integratorKey } = await mutate<{ integratorKey: { id: string } }>(
    'createIntegratorKey',
    { name: 'Rotation tour' },
    'integratorKey { id }',
  );
  const key = { integratorKeyId: integratorKey.id };
  const old = await mutate<{ secret: { id: string }; plainText: string }>(
    'addSecret',
    { ...key, label: 'web' },
    'secret { id } plainText',
  );
  const tallies = { moved: { accepted: 0, refused: {} }, forgotten: { accepted: 0, refused: {} } };
  const clients = Array.from({ length: CLIENTS }, (_, n): Client => ({
    secret: old.plainText,
    tally: n === CLIENTS - 1 ? tallies.forgotten : tallies.moved,
  }));
  const load = async () => {
    for (let round = 0; round < ROUNDS; round++)
      await Promise.all(clients.map((client) => verify(integratorKey.id, client)));
  };

  await load();
  say(`1. ${CLIENTS} clients use the secret "web" of the key ${integratorKey.id}.`);
  const [, rotated] = await Promise.all([
    load(),
    mutate<{ plainText: string }>(
      'rotateSecret',
      { ...key, secretId: old.secret.id, overlap: 'P7D', reason: 'The rotation tour' },
      'plainText retiring { status retiresAt }',
    ),
  ]);
  say('2. While they go on, rotateSecret makes a new one; the old one retires in 7 days, and both count.');
  for (const client of clients.slice(0, -1)) {
    client.secret = rotated.plainText;
    await load();
  }
  say(`3. ${CLIENTS - 1} clients have moved over, one by one. One was forgotten.`);
  const to = new Date(Date.now() + 5 * MINUTE_MS).toISOString();
  const brownout = await mutate<{ secret: { brownouts: { id: string }[] } }>(
    'scheduleBrownout',
    { ...key, secretId: old.secret.id, to },
    'secret { brownouts { id } }',
  );
  await load();
  const brownoutId = brownout.secret.brownouts[0]?.id;
  await mutate('cancelBrownout', { ...key, secretId: old.secret.id, brownoutId }, 'secret { id }');
  say(
    `4. A brownout of the old secret hit it: ${JSON.stringify(tallies.forgotten.refused)}. It was cancelled, and nothing is lost.`,
  );
  const forgotten = clients[CLIENTS - 1];
  if (forgotten) forgotten.secret = rotated.plainText;
  await load();
  await mutate(
    'revokeSecret',
    { ...key, secretId: old.secret.id, reason: 'Nobody uses it any more' },
    'secret { status }',
  );
  await load();
  say('5. The forgotten client moves over too, and the old secret is ended.');
  if (Object.keys(tallies.moved.refused).length > 0)
    throw new TourStopped(`A client that had moved was refused: ${JSON.stringify(tallies.moved.refused)}`);
  const { accepted } = tallies.moved;
  say(
    `${accepted + tallies.forgotten.accepted} verifications were accepted; of clients that had moved none was refused.`,
  );
  return { keyId: integratorKey.id, oldSecretId: old.secret.id, ...tallies };
}
