import { ArrayMaxSize, IsIn, IsUUID, ValidateNested, type ValidationOptions } from 'class-validator';
import { Arg, Field, ID, Int, type ClassType } from 'type-graphql';
import { modulusLengths } from '../../app/credentials/ports.js';
import type { RefusalCode } from '../../domain/refusal/codes.js';
import { Environment, KeyFormat } from './enums.js';
import { IntegratorKey } from './integrator-key.js';
import { DateTimeScalar, PositionScalar } from './scalars.js';
import { UserError } from './user-error.js';

/** The one refusal that a broken constraint is answered with. */
export const refuses = (code: RefusalCode): ValidationOptions => ({ context: { code } });

const both =
  (...decorators: PropertyDecorator[]): PropertyDecorator =>
  (target, property) =>
    decorators.forEach((decorate) => decorate(target, property));

const optional = (type: () => object, description: string) =>
  Field(type as () => typeof String, { nullable: true, description });

// What inputs have in common. One decorator each, so that an input reads as a list of what it takes.
export const Id = (description: string) =>
  both(
    IsUUID('all', refuses('ID_INVALID')),
    Field(() => ID, { description }),
  );
export const IntegratorKeyId = () => Id('The integrator key that is to change.');
export const ExpectedRevision = () =>
  optional(
    () => Int,
    'The revision you have seen: if the key has changed since, nothing happens and you get REVISION_CONFLICT.',
  );
export const Reason = () => optional(() => String, 'Why; kept in the audit trail. Up to 500 characters.');
export const IdempotencyKey = () =>
  optional(
    () => String,
    'Your name for this attempt, 16 to 255 printable ASCII characters, best a random UUID: for 24 hours a retry with it and the same input does nothing more and gets the same answer.',
  );
export const Text = (description: string) => Field(() => String, { description });
export const OptionalText = (description: string) => optional(() => String, description);
export const In = () => Field(() => Environment, { defaultValue: 'DEMO', description: 'Where it is to count.' });
export const ExpiresAt = () =>
  optional(() => DateTimeScalar, 'From then on it does not count. Without one it counts for ever.');
export const NotBefore = () =>
  optional(() => DateTimeScalar, 'Before then it does not count. Without one it counts at once.');
export const AllowLastUsable = () =>
  Field(() => Boolean, {
    defaultValue: false,
    description: 'Do it even if nothing usable is left in that environment: the application is locked out.',
  });
export const ModulusLength = () =>
  both(
    IsIn(modulusLengths, refuses('MODULUS_LENGTH_INVALID')),
    Field(() => Int, { defaultValue: 2048, description: 'Bits of the modulus: 2048, 3072 or 4096.' }),
  );
export const Format = () =>
  Field(() => KeyFormat, { defaultValue: 'PKCS8', description: 'How the new keypair is shown.' });
/** A list of at most `max`. */
export const ListOf = (item: () => ClassType, max: number, description: string) =>
  both(
    ValidateNested(),
    ArrayMaxSize(max, refuses('LIST_TOO_LONG')),
    Field(() => [item()], { defaultValue: [], description }),
  );
/** The same of ids. */
export const IdsOf = (max: number, description: string) =>
  both(
    IsUUID('all', { each: true, ...refuses('ID_INVALID') }),
    ArrayMaxSize(max, refuses('LIST_TOO_LONG')),
    Field(() => [ID], { defaultValue: [], description }),
  );

// What payloads have in common.
export const ChangedKey = () =>
  Field(() => IntegratorKey, {
    nullable: true,
    description: 'The key as it is now; null when the mutation was refused.',
  });
export const UserErrors = () => Field(() => [UserError], { description: 'Why nothing happened; empty when it did.' });
export const WrittenAt = () =>
  Field(() => PositionScalar, {
    nullable: true,
    description: 'Where it was written; null when there was nothing to do.',
  });
/** Something that the mutation made. */
export const Made = (type: () => ClassType | typeof String, description: string) =>
  Field(type, { nullable: true, description });

/** The one argument of a mutation. */
export const Input = (type: () => ClassType) => Arg('input', type, { description: 'What to do.' });
export const AtLeast = () =>
  Arg('atLeast', () => PositionScalar, {
    nullable: true,
    description:
      'Wait, within a bound, until everything up to this position shows; else UNAVAILABLE, to be tried again.',
  });
