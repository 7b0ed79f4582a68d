/**
 * What nobody reads any more (`| head`) is no fault: the command does what it was asked to do and ends well, so that no copy
 * stops half-way for want of a reader. What a full disk does not take is lost to somebody who waits for it: that is told, once.
 */
export function surviveLostOutput(): void {
  let isTold = false;
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE' || isTold) return;
    isTold = true;
    const why = code === 'ENOSPC' ? 'the disk is full' : `it cannot be written (${code})`;
    process.stderr.write(`keyledger: The output is not whole: ${why}.\n`);
    process.exitCode ||= 1;
  });
  process.stderr.on('error', () => undefined); // progress and faults: there is nowhere left to say it
}
