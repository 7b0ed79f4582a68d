import fc from 'fast-check';
import { created } from './facts.js';
import { anyActs, play } from './life.js';
import { aLog } from './log.js';

/** Lives of several keys, told in turns as a log would. */
export const anyHistory = fc
  .tuple(fc.array(fc.tuple(anyActs(25), fc.boolean()), { minLength: 1, maxLength: 4 }), fc.infiniteStream(fc.nat(3)))
  .map(([lives, turns]) => {
    const { all, happens } = aLog();
    const left = lives.map(([tried, ends], index) => ({
      id: `key-${index}`,
      steps: play(created, tried, ends, undefined, `${index}.`),
    }));
    while (left.length > 0) {
      const index = (turns.next().value as number) % left.length;
      const { id, steps } = left[index] ?? { id: '', steps: [] };
      const step = steps.shift();
      if (step) happens(id, step.events);
      else left.splice(index, 1);
    }
    return all;
  });
