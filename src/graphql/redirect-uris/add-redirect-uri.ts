import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails, RedirectUriDetails } from '../../../projections/key-details/row.js';
import { addRedirectUri } from '../../domain/redirect-uris/add-redirect-uri.js';
import type { Environment } from '../../domain/values/environment.js';
import { change, withId } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import {
  ChangedKey,
  DryRun,
  ExpectedRevision,
  IdempotencyKey,
  In,
  Input,
  IntegratorKeyId,
  Made,
  PlannedEvents,
  Reason,
  Text,
  UserErrors,
  WrittenAt,
} from '../vocabulary/decorators.js';
import { RedirectUri } from '../vocabulary/credentials.js';
import type { PlannedEvent } from '../vocabulary/planned-event.js';
import type { UserError } from '../vocabulary/user-error.js';

@InputType({ description: 'A redirect URI to register.' })
export class AddRedirectUriInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Text('Stored as typed and compared character for character. https, or http on a loopback, or a private-use scheme.')
  redirectUri!: string;
  @In() environment!: Environment;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

@ObjectType({ description: 'The answer of addRedirectUri.', simpleResolvers: true })
export class AddRedirectUriPayload {
  @ChangedKey() integratorKey?: KeyDetails | null;
  @Made(() => RedirectUri, 'The new redirect URI.') redirectUri?: RedirectUriDetails | null;
  @UserErrors() userErrors!: UserError[];
  @WrittenAt() position?: string | null;
  @PlannedEvents() plannedEvents?: PlannedEvent[] | null;
}

@Resolver()
export class AddRedirectUri {
  @Mutation(() => AddRedirectUriPayload, { description: 'Registers a redirect URI.' })
  addRedirectUri(@Input(() => AddRedirectUriInput) input: AddRedirectUriInput, @Ctx() context: Context) {
    const redirectUriId = context.mint.id();
    const policy = context.redirectUriPolicy;
    return change(
      context,
      input,
      (key) => addRedirectUri(key, { ...input, redirectUriId, policy }),
      ({ redirectUris }) => ({ redirectUri: withId(redirectUris, redirectUriId) }),
    );
  }
}
