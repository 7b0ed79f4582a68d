import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { applyChange } from '../../domain/two-people/apply-change.js';
import type { ProposedChange } from '../../domain/two-people/facts.js';
import { runChange } from '../save/run-change.js';
import { savePayloadOf } from '../save/save-results.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';

@InputType({ description: 'An approved change to apply.' })
export class ApplyChangeInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @fields.Id('The proposal.') proposalId!: string;
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

const Payload = savePayloadOf('applyChange');

/** Of a proposal that is not there: its refusal comes from the rules. */
const nothing: ProposedChange = {
  ...{ removeRedirectUriIds: [], enableSecretIds: [], enableKeypairIds: [] },
  ...{ addRedirectUris: [], addSecrets: [], addKeypairs: [] },
  ...{ enableKey: false, resumeProduction: false },
};

@Resolver()
export class ApplyChange {
  @Mutation(() => Payload, {
    description:
      'Does what you have proposed and another person has approved. You alone get the secrets and private keys of it, once.',
  })
  async applyChange(@fields.Input(() => ApplyChangeInput) input: ApplyChangeInput, @Ctx() context: Context) {
    const { integratorKeyId, proposalId, expectedRevision, reason } = input;
    const { proposals } = await context.handle.keyNow(context.caller, input);
    const wanted = proposals.find(({ proposalId }) => proposalId === input.proposalId)?.change ?? nothing;
    const command = { integratorKeyId, expectedRevision, reason, applies: proposalId };
    const actorId = context.caller.actor.id;
    return runChange(context, command, wanted, (key, made) => applyChange(key, { proposalId, actorId, made }));
  }
}
