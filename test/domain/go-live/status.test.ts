import { expect, test } from '@jest/globals';
import { goLiveStatus } from '../../../src/domain/go-live/status.js';
import type { ExistingKey } from '../../../src/domain/key/key.js';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import * as f from '../../kit/facts/facts.js';
import { keyOf } from '../../kit/facts/given.js';

const open = f.requested('r');
test.each<[string, KeyEvent[]]>([
  ['NOT_REQUESTED', []],
  ['IN_REVIEW', [open]],
  ['IN_REVIEW', [open, f.secretAdded('s')]],
  ['STALE', [open, f.renamed('Other')]],
  ['EXPIRED', [f.requested('r', { expiresAt: f.now })]],
  ['IN_REVIEW', [f.requested('r', { expiresAt: f.after })]],
  ['EXPIRED', [f.requested('r', { expiresAt: f.now }), f.renamed('Other')]],
  ['WITHDRAWN', [open, f.withdrawn('r')]],
  ['WITHDRAWN', [open, f.deleted]],
  ['DECLINED', [open, f.declined('r')]],
  ['IN_REVIEW', [open, f.declined('r'), f.requested('s', { revision: 2 })]],
  ['LIVE', f.live],
  ['LIVE', [...f.live, f.renamed('Other')]],
  ['SUSPENDED', [...f.live, f.suspended]],
  ['LIVE', [...f.live, f.suspended, f.resumed]],
])('%s', (status, facts) =>
  expect(goLiveStatus((keyOf(f.created, ...facts) as ExistingKey).goLive, f.now)).toBe(status),
);
