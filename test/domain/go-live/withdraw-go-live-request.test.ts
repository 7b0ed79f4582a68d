import { test } from '@jest/globals';
import { withdrawGoLiveRequest } from '../../../src/domain/go-live/withdraw-go-live-request.js';
import * as f from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';
import { ready } from '../../kit/facts/going-live.js';

const open = f.requested('r', { revision: 3 });

test.each([
  ['in review', [open]],
  ['stale', [open, f.renamed('Other')]],
  ['expired', [f.requested('r', { expiresAt: f.before })]],
])('takes a request back that is %s', (_, facts) =>
  given(...ready, ...facts)
    .when(withdrawGoLiveRequest, { requestId: 'r' })
    .then(f.withdrawn('r')),
);

test.each([
  ['GO_LIVE_REQUEST_NOT_FOUND', []],
  ['GO_LIVE_NOT_OPEN', [open, f.withdrawn('r')]],
  ['GO_LIVE_NOT_OPEN', [open, f.requested('other', { supersedes: 'r' })]],
] as const)('%s', (code, facts) =>
  given(...ready, ...facts)
    .when(withdrawGoLiveRequest, { requestId: 'r' })
    .refused(code, ['requestId']),
);
