import { once } from 'node:events';
import WebSocket from 'ws';
import { answerOf, client, errorsOf, follow } from '../../../kit/server/followers.js';
import { canary, type Row, type Told, type World } from './world.js';

/** What one operation over a WebSocket is answered with; the socket is closed afterwards. */
async function subscribed(world: World, query: string, variables = {}, token = world.server.administrator) {
  const subscriber = client(world.server.address, token);
  try {
    return toldIn(await answerOf(subscriber, query, variables));
  } finally {
    await subscriber.dispose();
  }
}

function toldIn(answer: unknown): Told {
  const text = JSON.stringify(answer);
  const closed = (answer as { code?: number }).code;
  if (closed !== undefined)
    return { told: `socket ${closed}`, text: `${text} ${(answer as { reason?: string }).reason}` };
  const [error] = errorsOf(answer) as { extensions?: { code?: string } }[];
  return { told: `socket ${error?.extensions?.code}`, text };
}

const operation =
  (query: string, variables: (world: World) => object = () => ({})) =>
  (world: World) =>
    subscribed(world, query, variables(world));
export const overSocket = (token: (world: World) => Promise<string> | string) => async (world: World) =>
  subscribed(world, follow, {}, await token(world));

/** How the server ends a socket that sends this, after these. */
const sent =
  (message: string | Buffer, first: (world: World) => readonly object[] = () => [], binary = false) =>
  async (world: World): Promise<Told> => {
    const socket = new WebSocket(`${world.server.address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    const closed = once(socket, 'close') as Promise<[number, Buffer]>;
    for (const each of first(world)) {
      socket.send(JSON.stringify(each));
      await once(socket, 'message');
    }
    socket.send(message, { binary });
    const [code, reason] = await closed;
    return { told: `socket ${code}`, text: String(reason) };
  };
const init = ({ server }: World) => ({
  type: 'connection_init',
  payload: { authorization: `Bearer ${server.administrator}` },
});
const subscribe = (payload: object) => JSON.stringify({ type: 'subscribe', id: '1', payload });
const elsewhere = ({ own }: World) => own.position.replace(/^./, (first) => (first === '0' ? '1' : '0'));
const PARSE = 'socket GRAPHQL_PARSE_FAILED';
const BAD = 'socket BAD_USER_INPUT';

/** The same over a WebSocket: a subscription that is answered with errors, or a socket that is closed with a code. */
export const sockets: readonly Row[] = [
  ['no JSON', sent(`{ "type": "${canary}"`), 'socket 4400'],
  ['JSON that is a text', sent(JSON.stringify(canary)), 'socket 4400'],
  ['a message of an unknown type', sent(JSON.stringify({ type: canary })), 'socket 4400'],
  ['a message without a type', sent(JSON.stringify({ [canary]: canary })), 'socket 4400'],
  ['bytes that are no UTF-8', sent(Buffer.from([0xff, 0xfe, 0x00])), 'socket 1007'],
  ['bytes', sent(Buffer.from(`{"type":"${canary}"}`), () => [], true), 'socket 4400'],
  ['a message of a megabyte', sent(canary.repeat(25_000)), 'socket 1009'],
  ['a subscription before anybody has signed in', sent(subscribe({ query: follow })), 'socket 4401'],
  ['signing in twice', sent(JSON.stringify({ type: 'connection_init', payload: { [canary]: canary } }), (world) => [init(world)]), 'socket 4429'],
  ['a subscription without a query', sent(subscribe({ [canary]: canary }), (world) => [init(world)]), 'socket 4400'],
  ['a query that is a number', sent(subscribe({ query: 7 }), (world) => [init(world)]), 'socket 4400'],
  ['a syntax error', operation(`subscription { keyEvents { id } } "${canary}`), PARSE],
  ['1,500 fields that are unknown', operation(`subscription { keyEvents { ${`${canary} `.repeat(1500)} } }`), 'socket GRAPHQL_VALIDATION_FAILED'],
  ['20,000 levels', operation(`subscription ${'{a'.repeat(20_000)}${'}'.repeat(20_000)}`), 'socket TOO_MANY_TOKENS'],
  ['an unknown field', operation(`subscription { keyEvents { ${canary} } }`), 'socket GRAPHQL_VALIDATION_FAILED'],
  ['a mutation', operation(`mutation { createIntegratorKey(input: { name: "${canary}" }) { position } }`), BAD],
  ['a query', operation('{ viewer { id } }'), BAD],
  ['a secret', operation(`{ verifyClientSecret(clientId: "x", environment: DEMO, secret: "${canary}") { active } }`), BAD],
  ['a position that is none', operation(follow, () => ({ after: canary })), BAD],
  ['a position of another log', operation(follow, (world) => ({ after: elsewhere(world) })), BAD, (world) => [elsewhere(world)]],
  ['a position that is an object', operation(follow, () => ({ after: { [canary]: canary } })), BAD],
  ['an unknown variable', operation(`subscription ($a: ${canary}) { keyEvents(after: $a) { id } }`), 'socket GRAPHQL_VALIDATION_FAILED'],
]; // prettier-ignore
