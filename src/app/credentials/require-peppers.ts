import type { PepperName } from './ports.js';
import { LogDamaged } from '../log/event-store.js';
import type { Projector } from '../views/projector.js';
import { ViewsDamaged } from '../views/views.js';

/** Secrets need a pepper that this server lacks: every one of that pepper would look wrong. */
export class PepperMissing extends Error {
  override name = 'PepperMissing';
}

/** What peppers are in use for, as a message goes on after "which". */
export type PepperUse = 'secrets in the store were digested with' | 'secrets of webhooks are derived from';

/** Throws `PepperMissing` unless `atHand` has every pepper in use, with the same id under the same version. */
export function requirePeppers(use: PepperUse, inUse: readonly PepperName[], atHand: readonly PepperName[]): void {
  const idOf = new Map(atHand.map(({ version, id }) => [version, id]));
  const lacking = inUse.filter(({ version }) => !idOf.has(version));
  const replaced = inUse.filter(({ version, id }) => idOf.has(version) && idOf.get(version) !== id);
  const faults: string[] = [];
  if (lacking.length > 0) faults.push(`The peppers file lacks version ${listed(lacking)}, which ${use}.`);
  if (replaced.length > 0)
    faults.push(
      `The peppers file has a different pepper under version ${listed(replaced)} than the one that ${use}: put that one back.`,
    );
  if (faults.length > 0) throw new PepperMissing(faults.join(' '));
}

const listed = (peppers: readonly PepperName[]) =>
  [...new Set(peppers.map(({ version }) => version))].sort((one, other) => one - other).join(', ');

interface InUse {
  /** Name of the view that `inUse` reads. */
  view: string;
  use: PepperUse;
  inUse: () => readonly PepperName[];
}

/**
 * Waits until the view that `inUse` reads has caught up (a damaged view is rebuilt first), then checks with `requirePeppers`.
 * False if the view stopped early at an unknown event. Throws `LogDamaged` too.
 */
export async function requirePeppersAtTheEnd(
  projector: Pick<Projector, 'caughtUp' | 'state'>,
  { view, use, inUse }: InUse,
  atHand: readonly PepperName[],
): Promise<boolean> {
  for (;;) {
    const hasSeenAll = await projector.caughtUp(Infinity, view);
    const { failure } = projector.state(view);
    if (failure instanceof LogDamaged) throw failure;
    try {
      requirePeppers(use, inUse(), atHand);
      return hasSeenAll;
    } catch (error) {
      if (!(error instanceof ViewsDamaged) || !hasSeenAll) throw error;
    }
  }
}
