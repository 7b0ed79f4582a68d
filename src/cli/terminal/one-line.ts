/** What would break the line, act on the terminal, or turn the order of letters around: controls, formats, separators. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const escaped = (character: string) =>
  Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');

/** A value as JSON on one line, with nothing in it that a terminal would not show. */
export const oneLine = (value: unknown): string => JSON.stringify(value).replace(unseen, escaped);
