import type { Environment } from '../values/environment.js';
import type { EventType, ToldEvent } from './told.js';

/** Those that concern production alone and do not say so. */
const ofProduction: ReadonlySet<EventType> = new Set([
  ...(['GoLiveRequested', 'GoLiveRequestWithdrawn', 'GoLiveApproved', 'GoLiveDeclined'] as const),
  ...(['ProductionSuspended', 'ProductionResumed'] as const),
]);

/** The environment that an event concerns; null when it concerns the whole key or the account. */
export function environmentOf(type: EventType, details: ToldEvent['details']): Environment | null {
  const said = details.find(({ name }) => name === 'environment')?.value as Environment | undefined;
  return said ?? (ofProduction.has(type) ? 'PRODUCTION' : null);
}
