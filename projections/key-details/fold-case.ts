/** Dotless i has a capital of its own only in Turkic languages: default case folding leaves it as it is. */
const DOTLESS_I = '\u0131';

/**
 * The text in a form in which letters that differ in case alone are equal, at any place in a word: as Unicode's default case
 * folding (The Unicode Standard, 3.13) has it. `toLowerCase` alone gives a capital sigma two forms, and keeps the sharp s apart from SS.
 */
export const foldCase = (text: string): string =>
  Array.from(text, (character) =>
    character === DOTLESS_I ? character : character.toLowerCase().toUpperCase().toLowerCase(),
  ).join('');
