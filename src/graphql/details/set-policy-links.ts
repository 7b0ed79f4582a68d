import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { setPolicyLinks } from '../../domain/details/set-policy-links.js';
import { change } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import {
  DryRun,
  ExpectedRevision,
  IdempotencyKey,
  Input,
  IntegratorKeyId,
  OptionalText,
  Reason,
} from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';

@InputType({
  description: 'Links that people see before they consent. A link that is left out does not change; null removes it.',
})
export class SetPolicyLinksInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @OptionalText('An http or https URL: shown, never fetched.') privacyPolicyUrl?: string | null;
  @OptionalText('An http or https URL: shown, never fetched.') termsOfUseUrl?: string | null;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('setPolicyLinks');

@Resolver()
export class SetPolicyLinks {
  @Mutation(() => Payload, { description: 'Sets the links to the privacy policy and the terms of use.' })
  setPolicyLinks(@Input(() => SetPolicyLinksInput) input: SetPolicyLinksInput, @Ctx() context: Context) {
    return change(context, input, (key) => setPolicyLinks(key, input));
  }
}
