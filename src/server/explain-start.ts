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
]);

export function explainStart(error: unknown): string {
  if (!(error instanceof Error)) return `Keyledger cannot start: ${String(error)}`;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === 'listen') return `Keyledger cannot start: ${listening[code ?? ''] ?? `it cannot listen (${code}).`}`;
  const named = mendable.has(error.name);
  return `Keyledger cannot start: ${named ? `${error.name}: ${error.message}` : (error.stack ?? error.message)}`;
}

const listening: Record<string, string> = {
  EADDRINUSE: 'another process listens at this port already; set KEYLEDGER_PORT to another one.',
  EACCES: 'this port is not open to you; set KEYLEDGER_PORT to one from 1024.',
  EADDRNOTAVAIL: 'this machine has no such address; set KEYLEDGER_HOST.',
};
