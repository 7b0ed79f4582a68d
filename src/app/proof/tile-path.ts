import { TILE_WIDTH } from './tree.js';

/** Which tile, and how many of its hashes or entries. */
export interface Tile {
  level: number;
  number: number;
  width: number;
}

/** `x001/x234/067` for 1234067; `.p/5` for five of a tile that may have more. */
const NUMBER = /^((?:x\d{3}\/)*)(\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;
const MAX_LEVEL = 63;

/** The tile that the rest of an address names: `<N>[.p/<W>]` of C2SP tlog-tiles; undefined for another form. */
export function tileIn(level: number, path: string): Tile | undefined {
  const [, thousands = '', last = '', partial] = NUMBER.exec(path) ?? [];
  const digits = thousands.replaceAll(/[x/]/g, '') + last;
  const [number, width] = [Number(digits), partial === undefined ? TILE_WIDTH : Number(partial)];
  const isOneForm = thousands === '' || !thousands.startsWith('x000');
  const isSound = last !== '' && isOneForm && Number.isSafeInteger(number * TILE_WIDTH ** 2) && level <= MAX_LEVEL;
  return isSound && (partial === undefined || width < TILE_WIDTH) ? { level, number, width } : undefined;
}
