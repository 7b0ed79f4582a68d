import type { Tally } from '../../../src/domain/usage/tally.js';
import * as f from './facts.js';

/** What makes a key meet every criterion at `now`, with `uses`. */
export const ready = [
  f.created,
  f.described('Sends contracts out for signature'),
  f.linked('https://acme.example/privacy', 'https://acme.example/terms'),
  f.uriAdded('uri'),
] as const;

/** Of one subject on one day. */
export const tally = (kind: Tally['kind'], count: number, day = f.now.slice(0, 10)): Tally => ({
  clientId: 'key',
  subjectId: 'uri',
  kind,
  lastAt: `${day}T00:00:00.000Z`,
  days: { [day]: count },
});

export const limits = { maxCredentialAge: 365, minUses: 20 };
export const judgedBy = { tallies: [tally('MATCHED', 20)], limits, now: f.now };
