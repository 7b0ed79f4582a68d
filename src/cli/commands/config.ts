import { peppersRemedy } from '../../adapters/crypto/peppers/peppers-remedy.js';
import { describeConfig, readConfigWith } from '../../config/config.js';
import { reference } from '../../config/describe.js';

/** `keyledger config`: is it right, and what is in effect. */
export function config(options: { reference?: true }): void {
  console.log(options.reference ? reference() : describeConfig(readConfigWith(peppersRemedy)));
}
