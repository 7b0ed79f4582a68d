import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { setPolicyLinks } from '../domain/set-policy-links.js';
import { change } from './answer.js';
import type { Context } from './context.js';
import {
  ChangedKey,
  ExpectedRevision,
  Input,
  IntegratorKeyId,
  OptionalText,
  Reason,
  UserErrors,
  WrittenAt,
} from './fields.js';
import type { UserError } from './types/user-error.js';

@InputType({
  description: 'Links that people see before they consent. One that is left out stays; null takes it away.',
})
export class SetPolicyLinksInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @OptionalText('An http or https URL: shown, never fetched.') privacyPolicyUrl?: string | null;
  @OptionalText('An http or https URL: shown, never fetched.') termsOfUseUrl?: string | null;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
}

@ObjectType({ description: 'The answer of setPolicyLinks.', simpleResolvers: true })
export class SetPolicyLinksPayload {
  @ChangedKey() integratorKey?: KeyDetails | null;
  @UserErrors() userErrors!: UserError[];
  @WrittenAt() position?: string | null;
}

@Resolver()
export class SetPolicyLinks {
  @Mutation(() => SetPolicyLinksPayload, { description: 'Sets the links to the privacy policy and the terms of use.' })
  setPolicyLinks(@Input(() => SetPolicyLinksInput) input: SetPolicyLinksInput, @Ctx() context: Context) {
    return change(context, input, (key) => setPolicyLinks(key, input));
  }
}
