/** The body of a process that looks at one file, named as its argument, and ends with what it found. */
import { integrityOf } from './integrity.js';
import { exitCodes } from './check-integrity.js';

process.exit(exitCodes[integrityOf(process.argv[2] ?? '')]);
