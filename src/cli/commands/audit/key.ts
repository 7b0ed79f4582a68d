import { loadAuditKeys } from '../../../adapters/crypto/audit-keys/load-audit-keys.js';
import { isProduction } from '../../../config/config.js';
import { auditKeyFile } from '../../audit/key-file.js';
import { originOfLog } from '../../audit/origin-of-log.js';
import { openToRead } from '../../stores/open-log.js';
import { configuredStore } from '../../stores/store-address.js';

/** `keyledger audit key`: what others verify the log's signatures by, a line for each key, to be passed on without the server. */
export async function printKey(): Promise<void> {
  const keys = loadAuditKeys(auditKeyFile(), { isPrivate: isProduction() });
  const log = await openToRead(configuredStore());
  const origin = await originOfLog(log).finally(() => log.close());
  for (const key of keys.verifierKeysOf(origin)) console.log(key);
}
