import type { Recorded } from '../key/recorded.js';
import type { AccountEvent } from './facts.js';

/** An event of an account with its position in the log. */
export type RecordedAccountEvent = Recorded<AccountEvent>;
