/** The arguments of a mutation as text, the same for the same arguments in any order. Times are as they were understood. */
export const argumentsText = (given: object): string => JSON.stringify(inOrder(JSON.parse(JSON.stringify(given))));

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, part]) => [name, inOrder(part)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}
