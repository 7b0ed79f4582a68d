const words = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** A number as a page writes it: `2,000`, `2.5`, `ten`, `an`. */
const numeral = `\\d[\\d,]*(?:\\.\\d+)?|${words.slice(1).join('|')}|an?`;
const units = '(?:milli)?seconds?|s|ms|minutes?|hours?|days?|[KM]iB|bytes?|characters?|tokens|fields|times';

export function numberOf(text: string): number {
  const written = text.toLowerCase();
  if (written === 'a' || written === 'an') return 1;
  const word = words.indexOf(written);
  return word >= 0 ? word : Number(written.replaceAll(',', ''));
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** What stands in the source where `needle` has its `#`: a number, or numbers multiplied. */
export function constantIn(source: string, needle: string): number {
  const [before = '', after = ''] = needle.split('#').map(escaped);
  const [, expression] = new RegExp(`${before}([\\d_.]+(?: \\* [\\d_.]+)*)${after}`).exec(source) ?? [];
  if (expression === undefined) throw new Error(`There is no ${needle} in the source any more.`);
  return expression.split(' * ').reduce((product, factor) => product * Number(factor.replaceAll('_', '')), 1);
}

const prose = (page: string) => page.replace(/^```\w*\n[^]*?^```$/gm, '').replace(/\s+/g, ' ');

export interface Place {
  number: number;
  /** Where the number begins, in the prose of the page. */
  at: number;
}

/** Every place of the page that says these words, with a number for their `#`. */
export function placesOf(page: string, said: string): Place[] {
  const [before = '', after = ''] = said.split('#').map(escaped);
  return [...prose(page).matchAll(new RegExp(`(${before})(${numeral})(?=${after})`, 'gi'))].map((match) => ({
    number: numberOf(match[2] ?? ''),
    at: match.index + (match[1] ?? '').length,
  }));
}

/** Every number with a unit behind it, with the words around it. */
export function measuresOf(page: string): (Place & { around: string })[] {
  const text = prose(page);
  const measure = new RegExp(
    `(?<![\\w.\`/-])(${numeral}) (?:(?:plain|random|printable ASCII) )?(?:${units})(?![\\w\`])`,
    'gi',
  );
  const told = [...text.matchAll(measure)].filter(([words]) => words !== 'a second' && words !== 'A second'); // mostly: another
  return told.map((match) => ({
    number: numberOf(match[1] ?? ''),
    at: match.index,
    around: text.slice(Math.max(0, match.index - 40), match.index + match[0].length + 20),
  }));
}
