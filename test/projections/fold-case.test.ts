import { describe, expect, test } from '@jest/globals';
import { foldCase } from '../../projections/key-details/fold-case.js';

describe('letters that differ in case alone are equal at any place in a word', () => {
  test.each([
    ['\u03a3\u0395\u0399\u03a3', '\u03c3\u03b5\u03b9\u03c2', 'a sigma at the end'],
    ['\u03c2', '\u03a3', 'a sigma alone'],
    ['Stra\u00dfe', 'STRASSE', 'a sharp s'],
    ['\u1e9e', '\u00df', 'a capital sharp s'],
    ['\ufb01n', 'FIN', 'a ligature'],
    ['\u212a', 'k', 'the Kelvin sign'],
    ['\u017f', 'S', 'a long s'],
    ['\u0130', 'i\u0307', 'a capital dotted i'],
    ['\u{10400}', '\u{10428}', 'beyond the first plane'],
  ])('%s and %s: %s', (one, other) => expect(foldCase(one)).toBe(foldCase(other)));

  test('of each letter, whatever regular expressions take for equal without regard to case (simple case folding)', () => {
    const apart: string[] = [];
    for (let code = 0; code < 0x1_e944; code++) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const letter = String.fromCodePoint(code);
      for (const other of [letter.toLowerCase(), letter.toUpperCase()])
        if ([...other].length === 1 && new RegExp(`^${quoted(other)}$`, 'iu').test(letter))
          if (foldCase(letter) !== foldCase(other)) apart.push(letter);
    }
    expect(apart).toEqual([]);
  });
});

const quoted = (letter: string) => letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');

test('an i without a dot is another letter than i', () => expect(foldCase('\u0131')).not.toBe(foldCase('I')));
