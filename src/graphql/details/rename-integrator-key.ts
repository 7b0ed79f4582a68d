import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { renameIntegratorKey } from '../../domain/details/rename-integrator-key.js';
import { change } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import {
  DryRun,
  ExpectedRevision,
  IdempotencyKey,
  Input,
  IntegratorKeyId,
  Reason,
  Text,
} from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';

@InputType({ description: 'A new name for a key.' })
export class RenameIntegratorKeyInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @Text('1 to 100 characters.') name!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('renameIntegratorKey');

@Resolver()
export class RenameIntegratorKey {
  @Mutation(() => Payload, { description: 'Renames a key.' })
  renameIntegratorKey(@Input(() => RenameIntegratorKeyInput) input: RenameIntegratorKeyInput, @Ctx() context: Context) {
    return change(context, input, (key) => renameIntegratorKey(key, input));
  }
}
