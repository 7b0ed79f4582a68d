import { randomUUID } from 'node:crypto';
import type { Append } from '../kit/stores/some-log.js';

const metadata = (commandId: string) => ({
  recordedAt: '2026-06-01T12:00:00.000Z',
  actorId: 'ada',
  actorKind: 'user',
  account: 'acme',
  sourceIp: null,
  userAgent: null,
  $correlationId: randomUUID(),
  $causationId: commandId,
  commandId,
  schemaVersion: 1,
  reason: null,
});

/** Keys that are born, and each renamed and described by one command: as their schemas say, however many. */
export function someRenames(keys: number): Append[] {
  const births: Append[] = [];
  const saves: Append[] = [];
  for (let n = 0; n < keys; n++) {
    const stream = `integratorKey-${randomUUID()}`;
    const born = { account: 'acme', owner: 'ada', environment: 'DEMO', name: `Key ${n}`, description: null };
    const events = (...facts: { type: string; data: object }[]) => {
      const commandId = randomUUID();
      return facts.map((fact) => ({ ...fact, id: randomUUID(), metadata: metadata(commandId) }));
    };
    births.push({ stream, revision: 0, events: events({ type: 'KeyCreated', data: born }) });
    const [named, described] = [{ name: `Renamed ${n}` }, { description: 'Saved' }];
    saves.push({
      stream,
      revision: 1,
      events: events({ type: 'KeyRenamed', data: named }, { type: 'KeyDescribed', data: described }),
    });
  }
  return [...births, ...saves];
}
