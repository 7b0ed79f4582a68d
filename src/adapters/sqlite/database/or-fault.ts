import { faultOf } from './fault.js';
import type { Fault } from '../threads/messages.js';
import { isDiskFault } from './result-code.js';

/** What cannot be done now (a full disk, a lock) can be tried again; but a broken disk ends everything: that is thrown. */
export function unlessBroken<Result, Otherwise>(
  work: () => Result,
  otherwise: (fault: Fault) => Otherwise,
): Result | Otherwise {
  try {
    return work();
  } catch (error) {
    if (isDiskFault(error)) throw error;
    return otherwise(faultOf(error));
  }
}
