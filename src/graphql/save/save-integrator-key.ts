import { Ctx, Mutation, Resolver } from 'type-graphql';
import { saveIntegratorKey } from '../../domain/save/save-integrator-key.js';
import { withCredentials } from '../../domain/two-people/with-credentials.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { changeInputOf, changeOf, type ChangeInput } from './change-inputs.js';
import { runChange } from './run-change.js';
import { savePayloadOf } from './save-results.js';

const SaveIntegratorKeyInput = changeInputOf(
  'SaveIntegratorKeyInput',
  'Any set of changes to one key. A field that is left out does not change.',
);
const Payload = savePayloadOf('saveIntegratorKey');

@Resolver()
export class SaveIntegratorKey {
  @Mutation(() => Payload, {
    description:
      'Changes details, then removes, then enables, then rotates, then adds, each on the result of the earlier changes: all of them happen, or none.',
  })
  saveIntegratorKey(@fields.Input(() => SaveIntegratorKeyInput) input: ChangeInput, @Ctx() context: Context) {
    const changed = changeOf(input);
    return runChange(context, input, changed, (key, made) => saveIntegratorKey(key, withCredentials(changed, made)));
  }
}
