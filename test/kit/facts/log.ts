import { randomUUID } from 'node:crypto';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import type { EventMetadata, RecordedKeyEvent } from '../../../src/domain/key/recorded.js';
import { schemaVersions } from '../../../src/domain/key/schema-versions.js';

const FIRST_MOMENT = Date.UTC(2026, 0, 1);
export const LOG_ID = '0123456789ab';
export const positionAt = (sequence: number, logId = LOG_ID) => `${logId}_${sequence.toString(16).padStart(16, '0')}`;

/** A log in memory: facts get their place and their circumstances, each a second after the one before. */
export function aLog() {
  const all: RecordedKeyEvent[] = [];
  const revisions = new Map<string, number>();

  /** What happens to a key, as one command; answers what was recorded. */
  function happens(keyId: string, facts: readonly KeyEvent[], circumstances: Partial<EventMetadata> = {}) {
    const commandId = randomUUID();
    const recorded = facts.map((fact): RecordedKeyEvent => {
      const revision = revisions.get(keyId) ?? 0;
      revisions.set(keyId, revision + 1);
      const metadata: EventMetadata = {
        recordedAt: new Date(FIRST_MOMENT + all.length * 1000).toISOString(),
        actorId: 'ada',
        actorKind: 'user',
        account: 'acme',
        sourceIp: '192.0.2.1',
        userAgent: 'test',
        $correlationId: 'a conversation',
        $causationId: commandId,
        commandId,
        schemaVersion: schemaVersions[fact.type],
        reason: null,
        ...circumstances,
      };
      const place = { id: randomUUID(), keyId, revision, position: positionAt(all.length + 1) };
      const event = { ...fact, ...place, metadata };
      all.push(event);
      return event;
    });
    return recorded;
  }
  return { all: all as readonly RecordedKeyEvent[], happens };
}
