import { test } from '@jest/globals';
import { lostRepliesDoNoHarm } from '../eventstoredb/lost-replies.js';
import { patienceMs } from '../kit/patience.js';
import { share } from '../kit/share.js';

test(
  'replies that are lost and requests that come twice do no harm, to many commands either',
  () => lostRepliesDoNoHarm(share.atLeast(600)),
  5 * patienceMs,
);
