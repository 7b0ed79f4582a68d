import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { removeRedirectUri } from '../../domain/redirect-uris/remove-redirect-uri.js';
import { change } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import { ExpectedRevision, Id, IdempotencyKey, Input, IntegratorKeyId, Reason } from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';

@InputType({ description: 'A redirect URI to remove.' })
export class RemoveRedirectUriInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Id('The redirect URI.') redirectUriId!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
}

const Payload = payloadOf('removeRedirectUri');

@Resolver()
export class RemoveRedirectUri {
  @Mutation(() => Payload, { description: 'Removes a redirect URI.' })
  removeRedirectUri(@Input(() => RemoveRedirectUriInput) input: RemoveRedirectUriInput, @Ctx() context: Context) {
    return change(context, input, (key) => removeRedirectUri(key, input));
  }
}
