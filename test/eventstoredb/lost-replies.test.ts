import { test } from '@jest/globals';
import { patienceMs } from '../kit/patience.js';
import { lostRepliesDoNoHarm } from './lost-replies.js';

test(
  'replies that are lost and requests that come twice do no harm: one effect, and one answer at every node',
  () => lostRepliesDoNoHarm(150),
  3 * patienceMs,
);
