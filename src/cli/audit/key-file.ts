import { join } from 'node:path';
import { isProduction, readSettings } from '../../config/config.js';
import { CannotDo } from '../terminal/cannot-do.js';

/** Where the audit key is, or in development is without being told. Throws `CannotDo` where production has none. */
export function auditKeyFile(): string {
  const { auditKeyFile: file, dataDir } = readSettings(['auditKeyFile', 'dataDir']);
  if (file !== null) return file;
  if (!isProduction()) return join(dataDir, 'audit-key.pem');
  throw new CannotDo('KEYLEDGER_AUDIT_KEY_FILE is missing: it says where the key of the log is.');
}
