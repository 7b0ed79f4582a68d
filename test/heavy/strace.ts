/** What happens to a system call, as strace names them. */
export interface Fault {
  calls: string;
  /** Such as `signal=SIGKILL` or `error=EIO`. */
  does: string;
  /** Which of the calls that a thread makes on these files, from 1. */
  when: number;
  files: readonly string[];
}

/**
 * The words before a command that make strace do this to it. With -D it is the command that is our child, and not
 * strace. Without --seccomp-bpf, which is faster: strace 6.1 injects nothing with it.
 */
export const strace = ({ calls, does, when, files }: Fault): string[] => [
  ...['strace', '-D', '-f', '-o', '/dev/null', '-e', `trace=${calls}`],
  ...files.flatMap((file) => ['-P', file]),
  ...['-e', `inject=${calls}:${does}:when=${when}`],
];
