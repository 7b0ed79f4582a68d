import { CATEGORIES } from '../../app/log/streams.js';

/** A prefix keeps several logs on one server apart. */
const PREFIX = /^[A-Za-z0-9]{0,40}$/;

/** How streams are named on the server. Throws a TypeError for a prefix that is more than letters and digits. */
export function namesUnder(prefix: string) {
  if (!PREFIX.test(prefix)) throw new TypeError('A prefix of streams is up to 40 letters and digits.');
  const begins = CATEGORIES.map((category) => `${prefix}${category}`);
  return {
    /** What the names of all streams of the log begin with: the filter of every subscription. */
    begins,
    /** Is it a stream of the log? */
    isOurs: (onServer: string) => begins.some((begin) => onServer.startsWith(begin)),
    /** The stream with the one event whose id is the log's. */
    log: `${prefix}keyledgerLog`,
    /** The stream of one record of an idempotent command: no subscription delivers it. */
    attempt: (recordId: string) => `${prefix}keyledgerAttempt-${recordId}`,
    /** The stream with the names of those who write summaries of use, and the stream of one of them: none is delivered. */
    usageNodes: `${prefix}keyledgerUsageNodes`,
    usage: (nodeId: string) => `${prefix}keyledgerUsage-${nodeId}`,
    /** The stream of who has read histories of an account; base64url as in the name of its own stream. None is delivered. */
    readers: (account: string) => `${prefix}keyledgerReaders-${Buffer.from(account).toString('base64url')}`,
    /** The stream of one document of the worker. It is not delivered. */
    worker: (name: string) => `${prefix}keyledgerWorker-${name}`,
    /** Throws a TypeError for a stream that no subscription would deliver. */
    onServer(stream: string): string {
      if (!CATEGORIES.some((category) => stream.startsWith(category)))
        throw new TypeError('A stream of this log is that of a key, of an account, or of the log itself.');
      return `${prefix}${stream}`;
    },
    ours: (onServer: string) => onServer.slice(prefix.length),
  };
}

export type Names = ReturnType<typeof namesUnder>;
