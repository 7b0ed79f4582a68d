import { Counter, type Registry } from 'prom-client';
import { leaksCounted, type Leaked } from '../../app/credentials/leaked.js';

/** Counts secrets that have leaked. Every pair there can be is shown from the start, because an alarm sees no rise from nothing to 1. */
export function countLeaks(registers: Registry[]): Leaked {
  const counter = new Counter({
    name: 'keyledger_leaked_secrets_total',
    help: 'Secrets that counted and have leaked, by who said so and what was done.',
    labelNames: ['source', 'done'],
    registers,
  });
  for (const [source, all] of Object.entries(leaksCounted)) for (const done of all) counter.inc({ source, done }, 0);
  return (source, done) => counter.inc({ source, done });
}
