import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { removeRedirectUri } from '../domain/remove-redirect-uri.js';
import { change } from './answer.js';
import type { Context } from './context.js';
import { ChangedKey, ExpectedRevision, Id, Input, IntegratorKeyId, Reason, UserErrors, WrittenAt } from './fields.js';
import type { UserError } from './types/user-error.js';

@InputType({ description: 'A redirect URI to remove.' })
export class RemoveRedirectUriInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Id('The redirect URI.') redirectUriId!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
}

@ObjectType({ description: 'The answer of removeRedirectUri.', simpleResolvers: true })
export class RemoveRedirectUriPayload {
  @ChangedKey() integratorKey?: KeyDetails | null;
  @UserErrors() userErrors!: UserError[];
  @WrittenAt() position?: string | null;
}

@Resolver()
export class RemoveRedirectUri {
  @Mutation(() => RemoveRedirectUriPayload, { description: 'Removes a redirect URI.' })
  removeRedirectUri(@Input(() => RemoveRedirectUriInput) input: RemoveRedirectUriInput, @Ctx() context: Context) {
    return change(context, input, (key) => removeRedirectUri(key, input));
  }
}
