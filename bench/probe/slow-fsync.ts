import { execFileSync } from 'node:child_process';

/**
 * A command that slows every fsync of the program behind it. Without `--seccomp-bpf` strace stops the program at every
 * system call, and is itself what is slow.
 */
export const slowFsync = (milliseconds: number, trace = '/dev/null'): string[] => [
  ...['strace', '-f', '--seccomp-bpf', '-o', trace, '-e', 'trace=fsync,fdatasync'],
  ...['-e', `inject=fsync,fdatasync:delay_enter=${milliseconds * 1000}`],
];

/** Why fsync cannot be slowed here (no strace, or no right to trace); undefined when it can. */
export function cannotSlow(): string | undefined {
  try {
    execFileSync(slowFsync(0)[0] as string, [...slowFsync(0).slice(1), process.execPath, '--version'], {
      stdio: 'ignore',
    });
    return undefined;
  } catch {
    return 'not measured: strace cannot be run here';
  }
}
