import { peppersRemedy } from '../../adapters/crypto/peppers/peppers-remedy.js';
import { describeConfig, readConfigWith } from '../../config/config.js';
import { reference } from '../../config/describe.js';
import { CannotDo } from '../terminal/cannot-do.js';
import { oneLine } from '../terminal/one-line.js';

interface Options {
  reference?: boolean;
  json?: boolean;
}

/** `keyledger config`: is it right, and what is in effect. */
export function config({ reference: asReference = false, json = false }: Options): void {
  if (asReference && json) throw new CannotDo('--reference or --json, not both.');
  if (asReference) return console.log(reference());
  const values = readConfigWith(peppersRemedy);
  console.log(json ? oneLine(values) : describeConfig(values)); // as JSON it is masked as well
}
