import type { RefusalCode } from '../../../../src/domain/refusal/codes.js';

/** A redirect URI that somebody would try, what it is refused with, and why it would be tried. */
export type Trick = readonly [uri: string, code: RefusalCode, reason: string];
