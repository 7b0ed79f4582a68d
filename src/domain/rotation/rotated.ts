import type { Brownout, Retirement } from '../credentials/credential.js';
import type { BrownoutScheduled, RetirementCancelled, RetirementScheduled } from './facts.js';

interface Rotatable {
  expiresAt: string | null;
  retirement?: Retirement | undefined;
  brownouts?: readonly Brownout[] | undefined;
}

/** A credential with the end that it was given. */
export function retiring<C extends Rotatable>(
  credential: C,
  { retiresAt, replacedBy, expiresAt }: RetirementScheduled,
): C {
  return { ...credential, expiresAt: retiresAt, retirement: { retiresAt, replacedBy, expiresAt } };
}

/** A credential with the end that it had before. */
export function kept<C extends Rotatable>(credential: C, { expiresAt }: RetirementCancelled): C {
  const { retirement: _, ...rest } = credential;
  return { ...rest, expiresAt } as C;
}

/** A credential with another label, where labels are kept at all. */
export const relabelled = <C extends object>(credential: C, label: string | null): C =>
  'label' in credential ? { ...credential, label } : credential;

/** A credential with a brownout more. */
export function withBrownout<C extends Rotatable>(credential: C, { brownoutId, from, to }: BrownoutScheduled): C {
  return { ...credential, brownouts: [...(credential.brownouts ?? []), { brownoutId, from, to }] };
}

/** A credential without a brownout. */
export function withoutBrownout<C extends Rotatable>(credential: C, { brownoutId }: { brownoutId: string }): C {
  const { brownouts = [], ...rest } = credential;
  const left = brownouts.filter((one) => one.brownoutId !== brownoutId);
  return (left.length > 0 ? { ...rest, brownouts: left } : rest) as C;
}
