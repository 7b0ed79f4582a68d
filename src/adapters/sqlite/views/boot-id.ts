import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Linux makes it anew whenever the machine starts (random(4)); a container sees that of the kernel it runs on. */
const LINUX = '/proc/sys/kernel/random/boot_id';

/** Which boot of the machine this is. Where nobody says, another one each time: nothing is believed to be of this boot. */
export function bootId(file = LINUX): string {
  try {
    return readFileSync(file, 'utf8').trim() || randomUUID();
  } catch {
    return randomUUID();
  }
}
