import type { Mint, MintedKeypair, MintedSecret } from '../../credentials/ports.js';

interface Made {
  secrets: MintedSecret[];
  keypairs: MintedKeypair[];
}

/**
 * A mint that makes again what it made before: ids follow from `newId`, secrets and keypairs from the text that
 * `written` gave the first time. The caller must ask for the same things in the same order.
 */
export function recordedMint(mint: Mint, newId: () => string, earlier: string | null) {
  const before: Made = earlier === null ? { secrets: [], keypairs: [] } : (JSON.parse(earlier, revive) as Made);
  const made: { secrets: MintedSecret[]; keypairs: Promise<MintedKeypair>[] } = { secrets: [], keypairs: [] };
  const recorded: Mint = {
    id: newId,
    secret(environment) {
      const secret = before.secrets[made.secrets.length] ?? mint.secret(environment);
      made.secrets.push(secret);
      return secret;
    },
    keypair(modulusLength, format) {
      const known = before.keypairs[made.keypairs.length];
      const keypair = known ? Promise.resolve(known) : mint.keypair(modulusLength, format);
      made.keypairs.push(keypair);
      return keypair;
    },
  };
  return {
    mint: recorded,
    /** Everything made so far as text, to be sealed; null when nothing was. */
    async written(): Promise<string | null> {
      if (made.secrets.length + made.keypairs.length === 0) return null;
      return JSON.stringify({ secrets: made.secrets, keypairs: await Promise.all(made.keypairs) }, replace);
    },
  };
}

/** JSON has no bigint. */
const replace = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
const revive = (name: string, value: unknown) => (name === 'publicExponent' ? BigInt(value as string) : value);
