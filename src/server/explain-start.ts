import { CannotListen } from './listening.js';

/** Faults at start that people can mend: their words say how. Others show where they come from. */
const mendable = new Set([
  'ConfigError',
  'DataDirectoryInUse',
  'DataDirectoryUnusable',
  'LogIsNewer',
  'LogDamaged',
  'ViewsUnavailable',
  'LogFault',
  'PeppersFault',
  'PepperMissing',
  'AuditKeyFault',
  'ScanningKeysFault',
  'EventStoreDbFault',
]);

/** What ends a server that has started. */
export const explainDamage = ({ name, message }: Error) => `Keyledger cannot go on: ${name}: ${message}`;

export function explainStart(error: unknown): string {
  if (!(error instanceof Error)) return `Keyledger cannot start: ${String(error)}`;
  if (error instanceof CannotListen) return `Keyledger cannot start: ${error.message}`;
  const named = mendable.has(error.name);
  return `Keyledger cannot start: ${named ? `${error.name}: ${error.message}` : (error.stack ?? error.message)}`;
}
