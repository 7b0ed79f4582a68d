import { filesIn, signedAnew, zipOf, type Files } from './signed-bundle.js';
import type { Signer } from '../../../src/app/proof/note.js';

/** A number from 0 up to the bound (exclusive). */
export type Chance = (bound: number) => number;

/** The same numbers for the same seed: mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}

type Change = (bytes: Buffer, chance: Chance) => Buffer;

/** What may befall bytes. */
const ofBytes: Record<string, Change> = {
  edited: (bytes, chance) => {
    const copy = Buffer.from(bytes);
    const at = chance(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 + chance(255));
    return copy;
  },
  deleted: (bytes, chance) => {
    const at = chance(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + chance(20))]);
  },
  inserted: (bytes, chance) => {
    const at = chance(bytes.length + 1);
    const more = Buffer.from(Array.from({ length: 1 + chance(20) }, () => chance(256)));
    return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
  },
  swapped: (bytes, chance) => {
    const [one, other] = [chance(bytes.length), chance(bytes.length)];
    const copy = Buffer.from(bytes);
    [copy[one], copy[other]] = [copy[other] ?? 0, copy[one] ?? 0];
    return copy;
  },
  duplicated: (bytes, chance) => {
    const at = chance(bytes.length);
    const end = at + 1 + chance(200);
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
  },
};

/** What may befall the lines of a file. */
const ofLines: Record<string, (lines: string[], chance: Chance) => string[]> = {
  edited: (lines, chance) => {
    const at = chance(lines.length);
    const line = ofBytes['edited']?.(Buffer.from(lines[at] ?? ' ', 'latin1'), chance) ?? Buffer.of();
    return lines.with(at, line.toString('latin1'));
  },
  deleted: (lines, chance) => lines.toSpliced(chance(lines.length), 1),
  inserted: (lines, chance) =>
    lines.toSpliced(chance(lines.length + 1), 0, lines[chance(lines.length)]?.slice(1) ?? ''),
  swapped: (lines, chance) => {
    const [one, other] = [chance(lines.length), chance(lines.length)];
    return lines.with(one, lines[other] ?? '').with(other, lines[one] ?? '');
  },
  duplicated: (lines, chance) => {
    const at = chance(lines.length);
    return lines.toSpliced(at, 0, lines[at] ?? '');
  },
};

/** What may befall the files. */
const ofFiles: Record<string, (files: [string, Buffer][], chance: Chance) => [string, Buffer][]> = {
  edited: (files, chance) => {
    const at = chance(files.length);
    const [name, content] = files[at] ?? ['', Buffer.of()];
    return files.with(at, [
      name,
      content.length === 0 ? Buffer.from('{}') : (ofBytes['edited']?.(content, chance) ?? content),
    ]);
  },
  deleted: (files, chance) => files.toSpliced(chance(files.length), 1),
  inserted: (files, chance) =>
    files.toSpliced(chance(files.length + 1), 0, [`schemas/More.v${1 + chance(9)}.json`, Buffer.from('{}')]),
  swapped: (files, chance) => {
    const [one, other] = [chance(files.length), chance(files.length)];
    const contents = files.map(([, content]) => content);
    const order = chance(2) === 0;
    const [first, second] = [files[one], files[other]];
    if (!first || !second) return files;
    if (order) return files.with(one, second).with(other, first);
    return files.map(([name], at) => [
      name,
      (at === one ? contents[other] : at === other ? contents[one] : contents[at]) ?? Buffer.of(),
    ]);
  },
  duplicated: (files, chance) => {
    const at = chance(files.length);
    const [name, content] = files[at] ?? ['', Buffer.of()];
    return files.toSpliced(at, 0, [name.replace(/^.{1,3}/, 'schemas/Copy'), content]);
  },
};

const withLines = ([name, content]: [string, Buffer], chance: Chance, kind: string): [string, Buffer] => {
  const lines = content.toString('latin1').split('\n');
  return [name, Buffer.from((ofLines[kind]?.(lines, chance) ?? lines).join('\n'), 'latin1')];
};

function withOneFile(files: Files, chance: Chance, kind: string): Files {
  const all = [...files];
  const at = chance(all.length);
  return new Map(all.map((file, index) => (index === at ? withLines(file, chance, kind) : file)));
}

export interface Mutant {
  /** Such as `lines swapped`. */
  kind: string;
  bytes: Buffer;
}

export const acts = Object.keys(ofBytes);
export const places = ['bytes', 'lines', 'files'];

/** A bundle that somebody has changed who has no key. */
export function mutated(bundle: Buffer, chance: Chance): Mutant {
  const place = places[chance(places.length)] ?? '';
  const act = acts[chance(acts.length)] ?? '';
  const kind = `${place} ${act}`;
  if (place === 'bytes') return { kind, bytes: ofBytes[act]?.(bundle, chance) ?? bundle };
  const files = filesIn(bundle);
  if (place === 'lines') return { kind, bytes: zipOf(withOneFile(files, chance, act)) };
  return { kind, bytes: zipOf(new Map(ofFiles[act]?.([...files], chance) ?? files)) };
}

/** The same by somebody who has the key, and signs what has come of it: it may still be true. */
export function mutatedAndSigned(bundle: Buffer, chance: Chance, signer: Signer): Mutant {
  const act = acts[chance(acts.length)] ?? '';
  const files = filesIn(bundle);
  const changed = withOneFile(new Map([...files].filter(([name]) => name !== 'manifest.json')), chance, act);
  const whole = new Map([...files].map(([name, content]) => [name, changed.get(name) ?? content]));
  return { kind: `signed anew, lines ${act}`, bytes: zipOf(signedAnew(whole, signer)) };
}
