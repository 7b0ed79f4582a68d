const faults = {
  AUDIT_KEY_MISSING: 'The file of the audit key does not exist: make one as docs/operations.md says.',
  AUDIT_KEY_UNREADABLE: 'The file of the audit key cannot be read.',
  AUDIT_KEY_OPEN_TO_OTHERS:
    'The file of the audit key is open to others: it must belong to the user the server runs as, with mode 0600, or to root with 0640.',
  AUDIT_KEY_MALFORMED:
    'The file of the audit key is not of the form that is wanted: one or two Ed25519 private keys in PEM (PKCS #8), not encrypted.',
} as const;

/** Why nothing can be signed. Names neither content nor path. */
export class AuditKeyFault extends Error {
  override name = 'AuditKeyFault';
  constructor(readonly code: keyof typeof faults) {
    super(faults[code]);
  }
}
