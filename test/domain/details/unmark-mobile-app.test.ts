import { test } from '@jest/globals';
import { unmarkMobileApp } from '../../../src/domain/details/unmark-mobile-app.js';
import { created, mobile, notMobile } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

test('takes the mark away', () => given(created, mobile).when(unmarkMobileApp).then(notMobile));
test('takes it away once', () => given(created, mobile, notMobile).when(unmarkMobileApp).then());
test('has nothing to do without one', () => given(created).when(unmarkMobileApp).then());
