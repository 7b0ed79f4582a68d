/** The field and the curve of Ed25519 (RFC 8032 5.1): -x² + y² = 1 + d x² y². */
const p = 2n ** 255n - 19n;
const mod = (value: bigint) => ((value % p) + p) % p;
const d = mod(-121665n * inverse(121666n));
const rootOfMinusOne = power(2n, (p - 1n) / 4n);

interface Point {
  x: bigint;
  y: bigint;
}

/**
 * Whether 32 bytes are a public key of Ed25519: a point of the curve in its one encoding (RFC 8032 5.1.3), and not one of the eight
 * of small order, under which a signature fits many messages. OpenSSL takes any 32 bytes.
 */
export function isEd25519Point(bytes: Uint8Array): boolean {
  const point = bytes.length === 32 ? decoded(bytes) : undefined;
  return point !== undefined && !isOfSmallOrder(point);
}

/** RFC 8032 5.1.3. */
function decoded(bytes: Uint8Array): Point | undefined {
  const number = BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
  const sign = number >> 255n;
  const y = number & (2n ** 255n - 1n);
  if (y >= p) return undefined;
  const xx = mod((y * y - 1n) * inverse(mod(d * y * y + 1n)));
  const x = rootOf(xx);
  if (x === undefined || (x === 0n && sign === 1n)) return undefined;
  return { x: (x & 1n) === sign ? x : p - x, y };
}

/** Eight times the point is the neutral one. */
function isOfSmallOrder(point: Point): boolean {
  const { x, y } = doubled(doubled(doubled(point)));
  return x === 0n && y === 1n;
}

function doubled({ x, y }: Point): Point {
  const k = mod(d * x * x * y * y);
  return { x: mod(2n * x * y * inverse(1n + k)), y: mod((y * y + x * x) * inverse(mod(1n - k))) };
}

function rootOf(square: bigint): bigint | undefined {
  const root = power(square, (p + 3n) / 8n);
  return [root, mod(root * rootOfMinusOne)].find((candidate) => mod(candidate * candidate) === square);
}

function inverse(value: bigint): bigint {
  return power(value, p - 2n);
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = base, rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % p;
    square = (square * square) % p;
  }
  return result;
}
