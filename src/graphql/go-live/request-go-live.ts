import { Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { Classification } from '../../domain/go-live/facts.js';
import { requestGoLive } from '../../domain/go-live/request-go-live.js';
import { judgedBy } from '../../operations/go-live/judged-by.js';
import type { Context } from '../server/context.js';
import * as fields from '../vocabulary/decorators.js';
import { GoLiveClassification } from '../vocabulary/enums.js';
import { payloadOf } from '../vocabulary/payload.js';
import { change } from '../vocabulary/run-command.js';

@InputType({ description: 'A key to review for production.' })
export class RequestGoLiveInput {
  @fields.IntegratorKeyId() integratorKeyId!: string;
  @Field(() => GoLiveClassification, { description: 'For whom the application is made; fixed once the key is live.' })
  classification!: Classification;
  @fields.OptionalText('A note for the reviewer; up to 2,000 characters.') note?: string | null;
  @fields.ExpectedRevision() expectedRevision?: number | null;
  @fields.Reason() reason?: string | null;
  @fields.IdempotencyKey() idempotencyKey?: string | null;
  @fields.DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('requestGoLive');

@Resolver()
export class RequestGoLive {
  @Mutation(() => Payload, {
    description:
      'Asks that the key go live, once it meets all criteria. What it is then is what is reviewed; a request that is stale or has expired is closed by the new one. A server that is set to `automatic` approves at once.',
  })
  requestGoLive(@fields.Input(() => RequestGoLiveInput) input: RequestGoLiveInput, @Ctx() context: Context) {
    const { integratorKeyId, classification, note = null } = input;
    const asked = { requestId: context.mint.id(), classification, note, decision: context.goLiveRules.decision };
    return change(context, input, async (key) =>
      requestGoLive(key, { ...asked, ...(await judgedBy(context, integratorKeyId, key)) }),
    );
  }
}
