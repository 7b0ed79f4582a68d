const faults = {
  PEPPERS_MISSING: 'The peppers file does not exist.',
  PEPPERS_UNREADABLE: 'The peppers file cannot be read.',
  PEPPERS_OPEN_TO_OTHERS:
    'The peppers file is open to others: it must belong to the user the server runs as, with mode 0600, or to root with 0640.',
  PEPPERS_NOT_JSON: 'The peppers file is not JSON.',
  PEPPERS_MALFORMED:
    'The peppers file is not of the form { "current": 1, "peppers": { "1": "<base64>" } }, with versions from 1 in decimal digits.',
  PEPPER_TOO_SHORT: 'A pepper has fewer than 32 bytes.',
  PEPPERS_CURRENT_MISSING: 'The peppers file has no pepper for its current version.',
  PEPPERS_EXIST: 'The peppers file exists already; it is never overwritten.',
  PEPPERS_NOT_WRITABLE: 'The peppers file cannot be written.',
} as const;

export type PeppersFaultCode = keyof typeof faults;

/** Why there are no peppers. Names neither content nor path: a pepper put where its path belongs is a likely mistake. */
export class PeppersFault extends Error {
  override name = 'PeppersFault';
  constructor(
    readonly code: PeppersFaultCode,
    /** The operating system's code, such as `EACCES`. */
    readonly systemCode?: string,
  ) {
    super(systemCode ? `${faults[code]} (${systemCode})` : faults[code]);
  }
}

/** `code` of an error thrown by node:fs. */
export const systemCodeOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
