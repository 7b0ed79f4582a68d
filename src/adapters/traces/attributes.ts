import type { Attributes } from '@opentelemetry/api';
import type { Facts } from '../../app/traces/tracer.js';

const names = {
  verb: 'keyledger.verb',
  outcome: 'keyledger.outcome',
  kind: 'keyledger.kind',
  result: 'keyledger.result',
  status: 'http.response.status_code',
  events: 'keyledger.events',
  error: 'error.type',
} as const satisfies Record<keyof Facts, string>;

/** The facts under the names that OpenTelemetry has for them, or ours. A fact that has no name here is left out. */
export function attributesOf(facts: Facts): Attributes {
  const attributes: Attributes = {};
  for (const fact of Object.keys(names) as (keyof Facts)[]) {
    const value = facts[fact];
    if (value !== undefined) attributes[names[fact]] = fact === 'result' ? String(value).toLowerCase() : value;
  }
  return attributes;
}
