import { test } from '@jest/globals';
import { declineGoLive } from '../../../src/domain/go-live/decline-go-live.js';
import * as f from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';
import { ready } from '../../kit/facts/going-live.js';

const open = f.requested('r', { revision: 3 });
const reasons = ['Say what it does.'];

test.each([
  ['in review', [open]],
  ['stale', [open, f.renamed('Other')]],
  ['expired', [f.requested('r', { expiresAt: f.before })]],
])('declines a request that is %s', (_, facts) =>
  given(...ready, ...facts)
    .when(declineGoLive, { requestId: 'r', reasons })
    .then(f.declined('r')),
);

test.each([
  ['GO_LIVE_REQUEST_NOT_FOUND', [f.requested('other')]],
  ['GO_LIVE_NOT_OPEN', [open, f.declined('r')]],
  ['GO_LIVE_NOT_OPEN', [open, f.approved('r')]],
] as const)('%s', (code, facts) =>
  given(...ready, ...facts)
    .when(declineGoLive, { requestId: 'r', reasons })
    .refused(code, ['requestId']),
);

test.each([
  ['none', [], ['reasons']],
  ['eleven', Array.from({ length: 11 }, () => 'x'), ['reasons']],
  ['a blank one', ['Fine.', ' '], ['reasons', '1']],
  ['one that is too long', ['x'.repeat(501)], ['reasons', '0']],
])('%s is refused', (_, bad, field) =>
  given(...ready, open)
    .when(declineGoLive, { requestId: 'r', reasons: bad })
    .refused('REASONS_INVALID', field),
);
