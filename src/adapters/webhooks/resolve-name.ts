import { lookup, Resolver } from 'node:dns/promises';

/** All addresses of a name; none, or a rejection, if there are none. May end early when the signal is aborted. */
export type ResolveName = (name: string, signal: AbortSignal) => Promise<readonly string[]>;

/** One of two families that does not answer costs this at most twice; milliseconds. */
const PATIENCE_MS = 2_000;

/**
 * Asks the name servers, and neither the hosts file nor a search domain. Not by `lookup`: that takes one of the four threads
 * that this process reads files with, for as long as a stranger's name server likes.
 */
export const resolveByDns =
  (newResolver = () => new Resolver({ timeout: PATIENCE_MS, tries: 2 })): ResolveName =>
  async (name, signal) => {
    const resolver = newResolver();
    const cancel = () => resolver.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    signal.removeEventListener('abort', cancel);
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  };

/** As every other program of this machine would: `localhost` and the names of containers are known to it. */
export const resolveBySystem: ResolveName = async (name) =>
  (await lookup(name, { all: true })).map(({ address }) => address);
