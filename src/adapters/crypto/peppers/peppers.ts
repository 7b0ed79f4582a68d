import { createSecretKey, type KeyObject } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { pepperIdOf } from './pepper-id.js';
import { PeppersFault, systemCodeOf } from './peppers-fault.js';

export const PEPPER_BYTES = 32;

/** The key of secret digests: a `KeyObject`, so that neither a log line nor JSON can show it. */
export interface Pepper {
  key: KeyObject;
  /** See `pepperIdOf`. */
  id: string;
}

/** What the file holds. */
export interface Peppers {
  /** Version that new digests are made under. */
  current: number;
  byVersion: ReadonlyMap<number, Pepper>;
}

/** Reads `{ "current": 2, "peppers": { "1": "<base64 of at least 32 bytes>", "2": "..." } }`. Throws `PeppersFault`. */
export function loadPeppers(file: string): Peppers {
  return parsePeppers(outcomeOf(() => readFileSync(file, 'utf8')));
}

/** Loads the peppers, and refuses a file that another user may read or write. Throws `PeppersFault`. */
export function loadPrivatePeppers(file: string): Peppers {
  if (isOpenToOthers(file)) throw new PeppersFault('PEPPERS_OPEN_TO_OTHERS');
  return loadPeppers(file);
}

/**
 * Whether anybody but this user, and root, may read or write the file a path leads to. Windows has no such modes: never
 * there. Throws `PeppersFault`.
 */
export function isOpenToOthers(file: string, me = process.getuid?.()): boolean {
  return (
    me !== undefined &&
    !isPrivate(
      outcomeOf(() => statSync(file)),
      me,
    )
  );
}

/** Root's file may be readable by one group: so Kubernetes and systemd hand a file to a user who does not own it. */
const isPrivate = ({ mode, uid }: { mode: number; uid: number }, me: number) =>
  uid === me ? (mode & 0o077) === 0 : uid === 0 && (mode & 0o037) === 0;

/** Parses the text of a peppers file. Throws `PeppersFault`. */
export function parsePeppers(text: string): Peppers {
  const root = record(fromJson(text));
  const { current, peppers, ...unknown } = root;
  if (typeof current !== 'number' || Object.keys(unknown).length > 0) throw new PeppersFault('PEPPERS_MALFORMED');
  const byVersion = new Map(
    Object.entries(record(peppers)).map(([version, key]) => [versionOf(version), pepperOf(key)]),
  );
  if (!byVersion.has(current)) throw new PeppersFault('PEPPERS_CURRENT_MISSING');
  return { current, byVersion };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PeppersFault('PEPPERS_NOT_JSON'); // no cause: JSON.parse quotes what it could not read
  }
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new PeppersFault('PEPPERS_MALFORMED');
  return { ...value };
}

function versionOf(text: string): number {
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new PeppersFault('PEPPERS_MALFORMED');
  return Number(text);
}

function pepperOf(base64: unknown): Pepper {
  if (typeof base64 !== 'string') throw new PeppersFault('PEPPERS_MALFORMED');
  const bytes = Buffer.from(base64, 'base64');
  // Node skips what is not base64; a typing error must not silently become another pepper.
  if (bytes.toString('base64') !== base64) throw new PeppersFault('PEPPERS_MALFORMED');
  if (bytes.length < PEPPER_BYTES) throw new PeppersFault('PEPPER_TOO_SHORT');
  const key = createSecretKey(bytes);
  return { key, id: pepperIdOf(key) };
}

function outcomeOf<Outcome>(read: () => Outcome): Outcome {
  try {
    return read();
  } catch (error) {
    const systemCode = systemCodeOf(error);
    if (systemCode === 'ENOENT') throw new PeppersFault('PEPPERS_MISSING');
    throw new PeppersFault('PEPPERS_UNREADABLE', systemCode);
  }
}
