import type { Client } from './connection.js';
import { StreamsClient } from './messages.js';

type Streams = InstanceType<typeof StreamsClient>;

/** What the client keeps for classes derived from it. */
interface Protected {
  GRPCStreamCreator<Call>(of: typeof StreamsClient, name: string, create: (on: Streams) => Call): () => Promise<Call>;
  callArguments(base: { requiresLeader: boolean }, options: { deadline: number }): Parameters<Streams['batchAppend']>;
}

/** Opens a call of our own to the leader on the client's connection. Nothing else is ever sent on it; it ends with the client, or before. */
export function openAppends(client: Client): Promise<ReturnType<Streams['batchAppend']>> {
  const { GRPCStreamCreator, callArguments } = client as unknown as Protected; // functions bound to it
  return GRPCStreamCreator(StreamsClient, 'appendInOrder', (on) =>
    on.batchAppend(...callArguments({ requiresLeader: true }, { deadline: Infinity })),
  )();
}
