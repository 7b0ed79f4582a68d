import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { markMobileApp } from '../domain/mark-mobile-app.js';
import { change } from './answer.js';
import type { Context } from './context.js';
import { ChangedKey, ExpectedRevision, Input, IntegratorKeyId, Reason, UserErrors, WrittenAt } from './fields.js';
import type { UserError } from './types/user-error.js';

@InputType({ description: 'A key to mark as a mobile app.' })
export class MarkMobileAppInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
}

@ObjectType({ description: 'The answer of markMobileApp.', simpleResolvers: true })
export class MarkMobileAppPayload {
  @ChangedKey() integratorKey?: KeyDetails | null;
  @UserErrors() userErrors!: UserError[];
  @WrittenAt() position?: string | null;
}

@Resolver()
export class MarkMobileApp {
  @Mutation(() => MarkMobileAppPayload, {
    description: 'Marks a key as a mobile or client-side app: a public client, which gets no secret.',
  })
  markMobileApp(@Input(() => MarkMobileAppInput) input: MarkMobileAppInput, @Ctx() context: Context) {
    return change(context, input, (key) => markMobileApp(key));
  }
}
