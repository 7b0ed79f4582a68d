import type { Spread } from './spread.js';

/** One line of the table. */
export interface Row {
  what: string;
  /** A ratio of one run, or a plain number where the line says of what; a text where it could not be had. */
  figure: Spread | string;
  /** Such as `>= 2`; left out where there is nothing to be reached. */
  target?: string;
}

const number = (value: number) => value.toFixed(value < 10 ? 2 : 1);

function verdict({ figure, target }: Row): string {
  if (target === undefined || typeof figure === 'string') return '';
  const bound = Number(target.slice(3));
  const reached = target.startsWith('>=') ? figure.median >= bound : figure.median <= bound;
  return `${target} ${reached ? 'reached' : 'MISSED'}`;
}

/** Markdown, as `bench/README.md` has it. */
export function lineOf(row: Row): string {
  const { what, figure } = row;
  const told =
    typeof figure === 'string'
      ? figure
      : `**${number(figure.median)}** (${number(figure.least)} to ${number(figure.most)})`;
  return `| ${what} | ${told} | ${verdict(row)} |`;
}

export const heading = '| What | Median (least to most) | Target |\n| --- | --- | --- |';
