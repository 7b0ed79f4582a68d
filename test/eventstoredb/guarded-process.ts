/** A process with the guard in it that is hit by what its argument says; it says what it lived through. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import { swallowClientCrashes } from '../../src/adapters/eventstoredb/client/swallow-client-crashes.js';

const unguard = swallowClientCrashes(() => process.stdout.write('told\n'));
const client = createRequire(import.meta.url).resolve('@eventstore/db-client');

/** A function whose frames say that it lies in this file. */
const throwerIn = (filename: string) =>
  new Script('(() => { const [resolve] = undefined; return resolve; })', { filename }).runInThisContext() as () => void;

const hits: Record<string, () => void> = {
  client: throwerIn(client.replace(/index\.js$/, 'streams/appendToStream/batchAppend.js')),
  rejection: () => void Promise.reject(transportError()),
  ours: () => void readFileSync('/nowhere'),
  throughClient: () => {
    throw Object.assign(new Error('ours'), {
      stack: `Error: ours\n    at ours (/app/dist/src/a.js:1:1)\n    at c (${client}:1:1)`,
    });
  },
  heard: () => {
    process.on('uncaughtException', () => process.stdout.write('heard\n'));
    throw new Error('ours');
  },
  after: () => {
    unguard();
    hits['client']?.();
  },
};

function transportError(): Error {
  const transport = client.replace(/@eventstore.*/, '@grpc/grpc-js/build/src/call.js');
  return Object.assign(new Error('14 UNAVAILABLE'), {
    stack: `Error: 14 UNAVAILABLE\n    at callErrorFromStatus (${transport}:32:19)\n    at process.x (node:internal/y:1:1)\n    at z (${client}:3:4)`,
  });
}

setTimeout(() => process.stdout.write('alive\n'), 100);
setImmediate(() => hits[process.argv[2] ?? '']?.());
