const faults = {
  SCANNING_KEYS_UNREADABLE: 'The file of the keys of the secret scanner is missing or cannot be read.',
  SCANNING_KEYS_MALFORMED:
    'The file of the keys of the secret scanner is not of the form { "public_keys": [{ "key_identifier": "<id>", "key": "<public key in PEM>" }] }, with at least one key, each of the curve P-256.',
} as const;

/** Why there are no keys of a secret scanner. Names neither content nor path. */
export class ScanningKeysFault extends Error {
  override name = 'ScanningKeysFault';
  constructor(readonly code: keyof typeof faults) {
    super(faults[code]);
  }
}
