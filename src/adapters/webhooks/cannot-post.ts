import type { PostFailure } from '../../app/webhooks/ports.js';

/** There is no answer. Names neither host nor address. */
export class CannotPost extends Error {
  override name = 'CannotPost';
  constructor(readonly why: PostFailure) {
    super(why);
  }
}
