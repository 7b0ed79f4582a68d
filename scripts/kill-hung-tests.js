/**
 * A reporter of jest. jest's own time-out is a timer in the worker, which does not fire when the worker itself stands still. When
 * every file that is running has run for longer than its bound, this kills the workers: jest then reports those files as failed, by
 * name, and goes on with the others. Workers are found on Linux only; elsewhere the names of the files are printed.
 */
import { readdirSync, readFileSync } from 'node:fs';

const HUNG_MS = 600_000 * Number(process.env.KEYLEDGER_TEST_PATIENCE ?? 1);
const CHECK_EVERY_MS = HUNG_MS / 40;
/** A heavy file may try ten thousand cases, within a time-out of its own. */
const boundOf = ({ config }) => HUNG_MS * (config.displayName?.name === 'heavy' ? 3 : 1);

/** Field 4 of /proc/<pid>/stat is the parent; field 2, the name, may have spaces and parentheses in it. */
function isChild(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2]) === process.pid;
  } catch {
    return false; // it has ended since it was listed
  }
}

function workers() {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isChild(name));
}

export default class KillHungTests {
  #hangsAt = new Map();
  #timer = setInterval(() => this.#check(), CHECK_EVERY_MS).unref();

  onTestFileStart({ path, context }) {
    this.#hangsAt.set(path, performance.now() + boundOf(context));
  }
  onTestFileResult({ path }) {
    this.#hangsAt.delete(path);
  }
  onRunComplete() {
    clearInterval(this.#timer);
  }

  #check() {
    const latest = Math.max(...this.#hangsAt.values());
    if (this.#hangsAt.size === 0 || performance.now() < latest) return;
    const names = [...this.#hangsAt.keys()].join('\n  ');
    process.stderr.write(`No end after ${HUNG_MS / 1000} s (heavy ones: three times as long), killed:\n  ${names}\n`);
    for (const pid of workers()) process.kill(Number(pid), 'SIGKILL');
  }
}
