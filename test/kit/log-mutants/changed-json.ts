import type { Chance } from '../proof/mutate-bundle.js';

type Scalar = string | number | boolean | null;
interface Place {
  holder: Record<string, unknown>;
  name: string;
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.entries(holder).flatMap(([name, inner]) =>
    typeof inner === 'object' && inner !== null ? placesIn(inner) : [{ holder, name }],
  );
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** One character is another one. */
export function changedText(text: string, chance: Chance): string {
  if (text === '') return 'x';
  const at = chance(text.length);
  const letters = [...LETTERS].filter((letter) => letter !== text[at]);
  return text.slice(0, at) + letters[chance(letters.length)] + text.slice(at + 1);
}

function another(value: Scalar, chance: Chance): Scalar {
  if (typeof value === 'string') return changedText(value, chance);
  if (typeof value === 'number') return value + 1 + chance(3);
  return value === null ? 'x' : !value;
}

/** One value in it is another one; of an object without values it is one with a value. */
export function changedJson(text: string, chance: Chance): string {
  const value = JSON.parse(text) as object;
  const places = placesIn(value);
  const place = places[chance(Math.max(1, places.length))];
  if (!place) return '{"more":1}';
  place.holder[place.name] = another(place.holder[place.name] as Scalar, chance);
  return JSON.stringify(value);
}
