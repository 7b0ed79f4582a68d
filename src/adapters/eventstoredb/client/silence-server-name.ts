/** Node's warning that a TLS connection names an IP address as its server (RFC 6066 3); the client does so for every address. */
const CODE = 'DEP0123';

let silent = false;

/** Keeps that one warning off the console: whoever runs the server cannot change what it is about. */
export function silenceServerName(): void {
  if (silent) return;
  silent = true;
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = ((...warning: Parameters<typeof emitWarning>) => {
    if (!(warning as unknown[]).includes(CODE)) emitWarning(...warning);
  }) as typeof emitWarning;
}
