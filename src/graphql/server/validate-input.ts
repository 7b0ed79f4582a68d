import { validateSync, type ValidationError } from 'class-validator';
import { Refusal, Refusals } from '../../domain/refusal/refusal.js';
import type { RefusalCode } from '../../domain/refusal/codes.js';

/** Checks an input against its decorators. Throws all faults, each with code and path, none with a value. */
export function validateInput(input: unknown): void {
  if (typeof input !== 'object' || input === null || input instanceof Date) return;
  const errors = validateSync(input, { forbidUnknownValues: false, validationError: { target: false, value: false } });
  const refused = errors.flatMap((error) => refusalsOf(error, []));
  if (refused.length) throw new Refusals(refused);
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
