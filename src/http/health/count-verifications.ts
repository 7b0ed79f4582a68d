import { Counter, type Registry } from 'prom-client';
import {
  verificationResults,
  type VerificationKind,
  type Verified,
} from '../../app/credentials/verification-results.js';

/**
 * Counts verifications by kind and result. Every pair there can be is shown from the start, because an alarm sees no rise from
 * nothing to 1; and is counted here, because the counter of prom-client hashes its labels each time.
 */
export function countVerifications(registers: Registry[]): Verified {
  const kinds = Object.keys(verificationResults) as VerificationKind[];
  const counts = kinds.map(
    (kind) => [kind, new Map<string, number>(verificationResults[kind].map((result) => [result, 0]))] as const,
  );
  const byKind = new Map(counts);
  new Counter({
    name: 'keyledger_verifications_total',
    help: 'Verifications by what was shown and how it ended: active, or why not.',
    labelNames: ['kind', 'result'],
    registers,
    collect() {
      this.reset();
      for (const [kind, results] of counts)
        for (const [result, count] of results) this.inc({ kind, result: result.toLowerCase() }, count);
    },
  });
  return (kind, result) => {
    const results = byKind.get(kind);
    const count = results?.get(result);
    if (results && count !== undefined) results.set(result, count + 1);
  };
}
