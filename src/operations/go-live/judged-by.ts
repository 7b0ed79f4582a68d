import type { ExistingKey } from '../../domain/key/key.js';
import type { Services } from '../asking.js';
import { demoSubjects, judgingOf } from './judging-of.js';

/** What a command to go live is judged on beside the key, which `handle` has just read. */
export const judgedBy = (looking: Pick<Services, 'usage' | 'goLiveRules' | 'now'>, keyId: string, key: ExistingKey) =>
  judgingOf(
    looking,
    demoSubjects(keyId, key, {
      uri: ({ redirectUriId }) => redirectUriId,
      secret: ({ secretId }) => secretId,
      keypair: ({ keypairId }) => keypairId,
    }),
  );
