import { getMetadataStorage, IS_UUID, validateSync, type ValidationError } from 'class-validator';
import { Refusal, Refusals } from '../../domain/refusal/refusal.js';
import type { RefusalCode } from '../../domain/refusal/codes.js';

/**
 * Checks an input against its decorators, and writes its ids in lower case. Throws all faults, each with code and path, none
 * with a value.
 */
export function validateInput(input: unknown): void {
  if (typeof input !== 'object' || input === null || input instanceof Date) return;
  const errors = validateSync(input, { forbidUnknownValues: false, validationError: { target: false, value: false } });
  const refused = errors.flatMap((error) => refusalsOf(error, []));
  if (refused.length) throw new Refusals(refused);
  writeIdsInLowerCase(input as Record<string, unknown>);
}

/** Case does not matter in a UUID on input (RFC 9562 4), and ids are compared as text from here on. */
function writeIdsInLowerCase(input: Record<string, unknown>): void {
  const rules = getMetadataStorage().getTargetValidationMetadatas(input.constructor, '', false, false);
  for (const { name, propertyName } of rules) {
    if (name !== IS_UUID) continue;
    const value = input[propertyName];
    if (typeof value === 'string') input[propertyName] = value.toLowerCase();
    if (Array.isArray(value)) input[propertyName] = value.map((id) => String(id).toLowerCase());
  }
  for (const inner of Object.values(input).flat())
    if (typeof inner === 'object' && inner !== null) writeIdsInLowerCase(inner as Record<string, unknown>);
}

function refusalsOf(
  { property, constraints = {}, contexts, children = [] }: ValidationError,
  above: string[],
): Refusal[] {
  const path = [...above, property];
  const codeOf = (constraint: string) => (contexts?.[constraint] as { code?: RefusalCode } | undefined)?.code;
  const own = Object.keys(constraints).map((constraint) => new Refusal(codeOf(constraint) ?? 'INVALID_INPUT', path));
  return [...own, ...children.flatMap((child) => refusalsOf(child, path))];
}
