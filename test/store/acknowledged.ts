import { expect } from '@jest/globals';
import type { StoredEvent } from '../../src/app/log/event-store.js';
import { idsOf } from './some-events.js';

/** What `write-until-killed` said was acknowledged is in the log, each at its place; and of its pairs, none is torn. */
export function expectAcknowledged(lines: readonly string[], events: readonly StoredEvent[]): void {
  const found = new Map(events.map((event) => [`${event.stream} ${event.revision}`, event]));
  expect(found.size).toBe(events.length);
  expect(new Set(idsOf(events)).size).toBe(events.length);
  for (const line of lines) {
    const [stream, revision, position, ...ids] = line.split(' ') as [string, string, string, string, string];
    const kept = ids.map((_, index) => found.get(`${stream} ${Number(revision) + index}`));
    expect(kept.map((event) => event?.id)).toEqual(ids);
    expect(kept.at(-1)?.position).toBe(position);
  }
  expect(events.filter(({ stream, revision }) => !found.has(`${stream} ${revision ^ 1}`))).toEqual([]);
}
