import { ArrayMaxSize, IsIn, IsOptional, IsUUID, ValidateNested, type ValidationOptions } from 'class-validator';
import { Arg, Field, ID, Int, type ClassType } from 'type-graphql';
import { modulusLengths } from '../../app/credentials/ports.js';
import type { RefusalCode } from '../../domain/refusal/codes.js';
import { Environment, KeyFormat } from './enums.js';
import { IntegratorKey } from './integrator-key.js';
import { PlannedEvent } from './planned-event.js';
import { DateTimeScalar, PositionScalar } from './scalars.js';
import { UserError } from './user-error.js';

/** Validation options with the refusal code of a violated constraint. */
export const refuses = (code: RefusalCode): ValidationOptions => ({ context: { code } });

const both =
  (...decorators: PropertyDecorator[]): PropertyDecorator =>
  (target, property) =>
    decorators.forEach((decorate) => decorate(target, property));

const optional = (type: () => object, description: string) =>
  Field(type as () => typeof String, { nullable: true, description });

// Fields that inputs share. Each has one decorator, so that an input reads as a list of its fields.
export const Id = (description: string) =>
  both(
    IsUUID('all', refuses('ID_INVALID')),
    Field(() => ID, { description }),
  );
export const IntegratorKeyId = () => Id('The integrator key to change.');
export const ExpectedRevision = (of = 'the key') =>
  optional(
    () => Int,
    `The revision you have seen: if ${of} has changed since, nothing happens and you get REVISION_CONFLICT.`,
  );
export const Reason = () => optional(() => String, 'The reason, for the audit trail. Up to 500 characters.');
export const IdempotencyKey = () =>
  optional(
    () => String,
    'Your name for this attempt, 16 to 255 printable ASCII characters, best a random UUID: for 24 hours a retry with it and the same input does nothing more and gets the same answer.',
  );
export const DryRun = () =>
  Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Only tell what would happen, in `plannedEvents`. Nothing is made, written or remembered.',
  });
/** Why something is declined. */
export const Reasons = (reader: string) =>
  Field(() => [String], { description: `Why, for ${reader}: 1 to 10 texts of up to 500 characters.` });
export const Text = (description: string) => Field(() => String, { description });
export const OptionalText = (description: string) => optional(() => String, description);
export const In = () => Field(() => Environment, { defaultValue: 'DEMO', description: 'Its environment.' });
export const ExpiresAt = (without = 'Without one it never expires.') =>
  optional(() => DateTimeScalar, `It is not valid from then on. ${without}`);
export const NotBefore = () =>
  optional(() => DateTimeScalar, 'It is not valid before then. Without one it is valid at once.');
/** How long the old credential still counts beside the new one. */
export const Overlap = () =>
  optional(
    () => String,
    'How long the old one still counts: an ISO 8601 duration of days and time, such as P7D or PT12H, at most P365D. P7D without it and without `retiresAt`. It never lengthens a life.',
  );
export const RetiresAtInstead = () =>
  optional(() => DateTimeScalar, 'When the old one ends, instead of `overlap`; not later than it would end anyway.');
export const RetiresAt = () =>
  Field(() => DateTimeScalar, { description: 'When it ends: in the future, and not later than it would end anyway.' });
export const BrownoutFrom = () =>
  optional(() => DateTimeScalar, 'It does not count from then on; without it from now on.');
export const BrownoutTo = () =>
  Field(() => DateTimeScalar, { description: 'It counts again from then on: at most 24 hours after `from`.' });
export const NewLabel = () => optional(() => String, 'Its name for people; 1 to 100 characters. Null removes it.');
export const LabelOfNew = () =>
  optional(
    () => String,
    'The name of the new one, 1 to 100 characters; without it that of the old one, null for none.',
  );
export const AllowLastUsable = () =>
  Field(() => Boolean, {
    defaultValue: false,
    description: 'Do it even if no usable credential remains in that environment, which locks the application out.',
  });
export const ModulusLength = () =>
  both(
    IsIn(modulusLengths, refuses('MODULUS_LENGTH_INVALID')),
    Field(() => Int, { defaultValue: 2048, description: 'Bits of the modulus: 2048, 3072 or 4096.' }),
  );
export const Format = () =>
  Field(() => KeyFormat, { defaultValue: 'PKCS8', description: 'Encoding of the new keypair.' });
/** An input list of at most `max` entries. */
export const ListOf = (item: () => ClassType, max: number, description: string) =>
  both(
    ValidateNested(),
    ArrayMaxSize(max, refuses('LIST_TOO_LONG')),
    Field(() => [item()], { defaultValue: [], description }),
  );
/** The same, nullable and without a default: the recorded arguments of retries from before the field are the same without it. */
export const OptionalListOf = (item: () => ClassType, max: number, description: string) =>
  both(
    IsOptional(),
    ValidateNested(),
    ArrayMaxSize(max, refuses('LIST_TOO_LONG')),
    Field(() => [item()], { nullable: true, description }),
  );
/** An input list of at most `max` ids. */
export const IdsOf = (max: number, description: string) =>
  both(
    IsUUID('all', { each: true, ...refuses('ID_INVALID') }),
    ArrayMaxSize(max, refuses('LIST_TOO_LONG')),
    Field(() => [ID], { defaultValue: [], description }),
  );
/** The same, as `OptionalListOf`. */
export const OptionalIdsOf = (max: number, description: string) =>
  both(
    IsOptional(),
    IsUUID('all', { each: true, ...refuses('ID_INVALID') }),
    ArrayMaxSize(max, refuses('LIST_TOO_LONG')),
    Field(() => [ID], { nullable: true, description }),
  );

// Fields that payloads share.
export const ChangedKey = () =>
  Field(() => IntegratorKey, {
    nullable: true,
    description: 'The key as it is now; null when the mutation was refused, or only planned.',
  });
export const UserErrors = () =>
  Field(() => [UserError], {
    description: 'Why nothing happened, or with `dryRun` would; empty when the mutation was not refused.',
  });
export const WrittenAt = () =>
  Field(() => PositionScalar, {
    nullable: true,
    description: 'Position of the last event written; null when nothing was.',
  });
export const PlannedEvents = () =>
  Field(() => [PlannedEvent], {
    nullable: true,
    description:
      'With `dryRun` the events that the mutation would append, in their order; empty when there is nothing to do. Null without `dryRun`, or when it was refused.',
  });
/** A result that the mutation made: null when it was refused, or only planned. */
export const Made = (type: () => ClassType | typeof String, description: string) =>
  Field(type, { nullable: true, description });

/** The one argument of a mutation. */
export const Input = (type: () => ClassType) => Arg('input', type, { description: 'What to do.' });
export const AtLeast = () =>
  Arg('atLeast', () => PositionScalar, {
    nullable: true,
    description:
      'Wait until the answer includes every event up to this position; UNAVAILABLE if that takes too long: try again.',
  });
