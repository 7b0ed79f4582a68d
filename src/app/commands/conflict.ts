import { Refusal } from '../../domain/refusal/refusal.js';

/** What a caller is told who has seen another revision than this one. */
export const conflictAt = (revision: number) =>
  new Refusal('REVISION_CONFLICT', ['expectedRevision'], { currentRevision: revision });
