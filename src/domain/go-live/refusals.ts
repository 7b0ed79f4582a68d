/** Days that a request to go live may wait for its decision. */
export const REQUEST_DAYS = 30;
/** Characters (Unicode code points) of a note. */
export const MAX_NOTE_LENGTH = 2000;

export const goLiveRefusals = {
  GO_LIVE_CRITERIA_NOT_MET: 'The key does not meet a criterion; `criterion` says which, and `goLive` says what to do.',
  GO_LIVE_IN_REVIEW: 'A request to go live is in review; withdraw it before a new one is made.',
  ALREADY_LIVE: 'The key is live already.',
  GO_LIVE_REQUEST_NOT_FOUND: 'There is no such request to go live at this integrator key.',
  GO_LIVE_NOT_OPEN: 'The request to go live has been decided, withdrawn or replaced by a newer one.',
  GO_LIVE_EXPIRED: `The request to go live is older than ${REQUEST_DAYS} days; it takes a new one.`,
  GO_LIVE_STALE: 'The key has changed since the revision that was reviewed; it takes a new request.',
  NOTE_INVALID: `A note has at most ${MAX_NOTE_LENGTH} characters and no control characters.`,
  SUSPENSION_REASON_REQUIRED: 'Production is suspended for a reason: give one.',
} as const;
