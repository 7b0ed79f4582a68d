import { test } from '@jest/globals';
import { lostRepliesDoNoHarm } from './lost-replies.js';

test('replies that are lost and requests that come twice do no harm: one effect, and one answer at every node', async () => {
  await lostRepliesDoNoHarm(500);
}, 120_000);
