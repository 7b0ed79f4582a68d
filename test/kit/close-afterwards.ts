import { afterEach } from '@jest/globals';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** Called after the test; what was opened last is closed first, so that a store is closed before its directory is removed. */
export const closeAfterwards = (close: () => unknown) => void opened.push(close);
