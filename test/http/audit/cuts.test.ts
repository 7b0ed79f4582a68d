import { rm } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import type { AuditEvent } from '../../../src/operations/audit/audit-event.js';
import { auditLogOf } from '../../kit/server/audit-log.js';
import { openStream } from '../../kit/server/event-stream.js';
import { patienceMs } from '../../kit/patience.js';
import { serve } from '../../kit/server/server.js';
import { newDataDirectory, type Person } from '../../kit/server/settings.js';

const CUTS = 100;
/** One of so many cuts is of the server. */
const CUTS_OF_A_SERVER = 20;
const ACCOUNTS = ['acme', 'globex'];

/** Somebody who follows, is cut, and comes back with the last id. */
function follower(person: Person) {
  const told: AuditEvent[] = [];
  return {
    told,
    /** What it returns takes events until they are enough, or until the server ends the stream. */
    async open(server: Served): Promise<(isEnough: (events: readonly { id: string }[]) => boolean) => Promise<void>> {
      const lastEventId = told.at(-1)?.position ?? 'beginning';
      const headers = { authorization: `Bearer ${await server.token(person)}`, 'last-event-id': lastEventId };
      const stream = await openStream<AuditEvent>(`${server.address}/audit/events`, headers);
      return async (isEnough) => {
        let events = await stream.take(0);
        for (let count = 0; !isEnough(events) && events.length >= count;)
          events = await stream.take((count = events.length + 1));
        stream.close();
        told.push(...events.map(({ data }) => data));
      };
    },
  };
}
type Served = Awaited<ReturnType<typeof serve>>;

/** Writes events of keys and of policies in two accounts, until it is told to stop; what fails while the server is away is not written. */
function writer(served: () => Served) {
  let writing = true;
  const run = async () => {
    for (let number = 0; writing; number++) {
      const server = served();
      const account = ACCOUNTS[number % 3 === 0 ? 1 : 0]!;
      const token = await server.token({ account });
      const write = async () => {
        if (number % 5 !== 0) return void (await server.newKey(`Key ${number}`, token));
        const wanted = number % 10 === 0 ? 'DIRECT' : 'null';
        const query = `mutation { setAccountPolicy(input: { productionChanges: ${wanted} }) { position } }`;
        await server.ask(query, {}, token);
      };
      await write().catch(() => new Promise((resolve) => setTimeout(resolve, 10)));
    }
  };
  const running = run();
  return () => {
    writing = false;
    return running;
  };
}

const anyOf = <Value>(one: Value, other: Value): Value => (Math.random() < 0.5 ? one : other);

test(
  'through 100 cuts at random places, of the connection and of the server, while others write, nothing is left out, told twice or out of order',
  async () => {
    const directory = await newDataDirectory();
    let server = await serve({}, directory);
    const stop = writer(() => server);
    const [ofAcme, ofAll] = [
      follower({ account: 'acme', roles: ['AUDITOR'] }),
      follower({ account: null, roles: ['AUDITOR'] }),
    ] as const;
    for (let cut = 1; cut <= CUTS; cut++) {
      const take = await anyOf(ofAcme, ofAll).open(server);
      if (cut % CUTS_OF_A_SERVER !== 0) {
        const most = Math.floor(Math.random() * 5);
        await take((events) => events.length >= most);
        continue;
      }
      const taking = take(() => false);
      await server.close();
      await taking;
      server = await serve({}, directory);
    }
    await stop();
    const written = [];
    for (const account of ACCOUNTS) {
      const log = await auditLogOf(server, await server.token({ account }));
      written.push(...log.map((event) => ({ ...event, account })));
    }
    written.sort((one, other) => (one.position < other.position ? -1 : 1));
    const own = written.filter(({ account }) => account === 'acme');
    for (const [{ told, open }, all] of [
      [ofAcme, own],
      [ofAll, written],
    ] as const) {
      const last = all.at(-1)!.position;
      if (told.at(-1)?.position === last) continue;
      const take = await open(server);
      await take((events) => (events.at(-1)?.id ?? '') >= last);
    }
    expect(new Set(written.map(({ type }) => type))).toEqual(new Set(['KeyCreated', 'AccountPolicySet']));
    expect(written.length).toBeGreaterThan(CUTS);
    expect(ofAcme.told).toEqual(own);
    expect(ofAll.told).toEqual(written);
    await server.close();
    await rm(directory, { recursive: true, force: true });
  },
  3 * patienceMs,
);
