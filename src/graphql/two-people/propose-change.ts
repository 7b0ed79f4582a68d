import { Ctx, Mutation, Resolver } from 'type-graphql';
import { proposeChange } from '../../domain/two-people/propose-change.js';
import { changeInputOf, changeOf, type ChangeInput } from '../save/change-inputs.js';
import { mayResume } from '../save/run-change.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';
import { change } from '../vocabulary/run-command.js';

const ProposeChangeInput = changeInputOf(
  'ProposeChangeInput',
  'Any set of changes to one key, to propose. A field that is left out does not change.',
);
const Payload = payloadOf('proposeChange');

@Resolver()
export class ProposeChange {
  @Mutation(() => Payload, {
    description:
      'Proposes what `saveIntegratorKey` would do, for 7 days. Once another person has approved it, and as long as the key is not changed otherwise, you may apply it. Nothing is made before.',
  })
  proposeChange(@fields.Input(() => ProposeChangeInput) input: ChangeInput, @Ctx() context: Context) {
    const wanted = changeOf(input);
    mayResume(context, wanted);
    const proposed = { proposalId: context.mint.id(), change: wanted, now: context.now().toISOString() };
    return change(context, input, (key) => proposeChange(key, { ...proposed, policy: context.redirectUriPolicy }));
  }
}
