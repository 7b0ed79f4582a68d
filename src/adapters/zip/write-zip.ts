import { zipSync } from 'fflate';
import type { WriteZip } from '../../app/proof/bundle/zip-form.js';

/** The zero of zip's dates, 1980-01-01 00:00, which has no time zone: local time here is written as it is. */
const NO_DATE = new Date(1980, 0, 1);

/** Files stored as they are, one after the other: the one form of the zip that `docs/audit-proof.md` has. */
export const writeZip: WriteZip = (files) =>
  Buffer.from(zipSync(Object.fromEntries(files) as Record<string, Uint8Array>, { level: 0, mtime: NO_DATE }));
