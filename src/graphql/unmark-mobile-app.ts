import { Ctx, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { unmarkMobileApp } from '../domain/unmark-mobile-app.js';
import { change } from './answer.js';
import type { Context } from './context.js';
import { ChangedKey, ExpectedRevision, Input, IntegratorKeyId, Reason, UserErrors, WrittenAt } from './fields.js';
import type { UserError } from './types/user-error.js';

@InputType({ description: 'A key that is no mobile app after all.' })
export class UnmarkMobileAppInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
}

@ObjectType({ description: 'The answer of unmarkMobileApp.', simpleResolvers: true })
export class UnmarkMobileAppPayload {
  @ChangedKey() integratorKey?: KeyDetails | null;
  @UserErrors() userErrors!: UserError[];
  @WrittenAt() position?: string | null;
}

@Resolver()
export class UnmarkMobileApp {
  @Mutation(() => UnmarkMobileAppPayload, { description: 'Takes the mark of a mobile app away.' })
  unmarkMobileApp(@Input(() => UnmarkMobileAppInput) input: UnmarkMobileAppInput, @Ctx() context: Context) {
    return change(context, input, (key) => unmarkMobileApp(key));
  }
}
