import { Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails } from '../../../projections/key-details/row.js';
import { removeRedirectUri } from '../../domain/redirect-uris/remove-redirect-uri.js';
import { change } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import {
  ChangedKey,
  DryRun,
  ExpectedRevision,
  Id,
  IdempotencyKey,
  Input,
  IntegratorKeyId,
  PlannedEvents,
  Reason,
  UserErrors,
  WrittenAt,
} from '../vocabulary/decorators.js';
import type { PlannedEvent } from '../vocabulary/planned-event.js';
import type { UserError } from '../vocabulary/user-error.js';

@InputType({ description: 'A redirect URI to remove.' })
export class RemoveRedirectUriInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Id('The redirect URI.') redirectUriId!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

@ObjectType({ description: 'The answer of removeRedirectUri.', simpleResolvers: true })
export class RemoveRedirectUriPayload {
  @ChangedKey() integratorKey?: KeyDetails | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The redirect URI that is gone; null when the mutation was refused.',
  })
  redirectUriId?: string | null;
  @UserErrors() userErrors!: UserError[];
  @WrittenAt() position?: string | null;
  @PlannedEvents() plannedEvents?: PlannedEvent[] | null;
}

@Resolver()
export class RemoveRedirectUri {
  @Mutation(() => RemoveRedirectUriPayload, { description: 'Removes a redirect URI.' })
  removeRedirectUri(@Input(() => RemoveRedirectUriInput) input: RemoveRedirectUriInput, @Ctx() context: Context) {
    const { redirectUriId } = input;
    return change(
      context,
      input,
      (key) => removeRedirectUri(key, input),
      () => ({ redirectUriId }),
    );
  }
}
