import { Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import { accountOf } from '../../app/access/authorize.js';
import { createIntegratorKey } from '../../domain/life/create-integrator-key.js';
import type { Environment } from '../../domain/values/environment.js';
import { create } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import { DryRun, IdempotencyKey, In, Input, OptionalText, Reason, Text } from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';

@InputType({ description: 'An application to register.' })
export class CreateIntegratorKeyInput {
  @Text('1 to 100 characters.') name!: string;
  @OptionalText('Its purpose; up to 2,000 characters.') description?: string | null;
  @OptionalText('Link to the privacy policy; an http or https URL.') privacyPolicyUrl?: string | null;
  @OptionalText('Link to the terms of use; an http or https URL.') termsOfUseUrl?: string | null;
  @Field(() => Boolean, { defaultValue: false, description: 'Is it a mobile or client-side app?' }) mobileApp!: boolean;
  @In() environment!: Environment;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('createIntegratorKey');

@Resolver()
export class CreateIntegratorKey {
  @Mutation(() => Payload, {
    description: 'Registers an application: makes an integrator key, which is its OAuth client_id. You own it.',
  })
  createIntegratorKey(@Input(() => CreateIntegratorKeyInput) input: CreateIntegratorKeyInput, @Ctx() context: Context) {
    const { actor } = context.caller;
    const { description = null, reason } = input;
    return create(context, { integratorKeyId: context.mint.id(), reason }, (key) =>
      createIntegratorKey(key, { ...input, description, account: accountOf(actor), owner: actor.id }),
    );
  }
}
