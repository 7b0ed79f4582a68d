const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Big-endian base62 of a whole number, padded with `0` to a fixed width; the value must fit. */
export function toBase62(value: bigint, width: number): string {
  const digits = Array.from<string>({ length: width });
  let rest = value;
  for (let index = width - 1; index >= 0; index--) {
    digits[index] = alphabet.charAt(Number(rest % 62n));
    rest /= 62n;
  }
  if (rest !== 0n) throw new RangeError(`The value does not fit into ${width} base62 digits.`);
  return digits.join('');
}
