/** Most retiring secrets, and most retiring keypairs, of one key in one environment, beside those that count against the cap. */
export const MAX_RETIRING = 10;
/** Most brownouts of one secret that have not ended. */
export const MAX_BROWNOUTS = 10;
export const LONGEST_BROWNOUT_HOURS = 24;
export const LONGEST_OVERLAP_DAYS = 365;

export const rotationRefusals = {
  SECRET_RETIRING: 'The secret is being retired already; cancel its retirement first.',
  SECRET_EXPIRED: 'The secret has ended; make a new one.',
  KEYPAIR_RETIRING: 'The keypair is being retired already; cancel its retirement first.',
  KEYPAIR_EXPIRED: 'The keypair has ended; make a new one.',
  CREDENTIAL_NOT_FOUND: 'There is no such secret or keypair at this integrator key.',
  RETIRING_LIMIT_REACHED: `A key has at most ${MAX_RETIRING} retiring secrets, and as many keypairs, in an environment; let one end, or revoke one.`,
  RETIREMENT_AFTER_EXPIRY: 'It ends sooner than that; a retirement never lengthens a life.',
  OVERLAP_INVALID: `An overlap is an ISO 8601 duration of days and time, such as P7D or PT12H, of more than 0 and at most ${LONGEST_OVERLAP_DAYS} days.`,
  OVERLAP_AND_RETIRES_AT: 'Say how long the old one still counts, or until when, and not both.',
  BROWNOUT_NOT_FOUND: 'The secret has no such brownout; one that has ended cannot be cancelled.',
  BROWNOUT_INVALID: `A brownout begins now or later, ends after it begins, and is at most ${LONGEST_BROWNOUT_HOURS} hours long.`,
  BROWNOUT_OVERLAPS: 'The secret has another brownout in that time.',
  BROWNOUT_AFTER_EXPIRY: 'The secret ends before the brownout does.',
  BROWNOUT_LIMIT_REACHED: `A secret has at most ${MAX_BROWNOUTS} brownouts that have not ended; cancel one first.`,
} as const;
