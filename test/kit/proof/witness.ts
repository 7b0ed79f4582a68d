import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign } from 'node:crypto';

/** A witness after C2SP tlog-cosignature, made of bytes by hand: nothing here is ours but the names. */
export function aWitness(name: string) {
  const pem = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const privateKey = createPrivateKey(pem.privateKey);
  const publicKey = createPublicKey(pem.publicKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  const id = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(0x04), publicKey]), 'buffer').subarray(
    0,
    4,
  );
  const verifierKey = `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.of(0x04), publicKey]).toString('base64')}`;

  /** The line that says that the witness has seen this text at this time, in seconds. */
  function line(text: string, time = 1_679_315_147n): string {
    const stamp = Buffer.alloc(8);
    stamp.writeBigUInt64BE(time);
    const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), privateKey);
    return `— ${name} ${Buffer.concat([id, stamp, signature]).toString('base64')}\n`;
  }
  return { name, verifierKey, line };
}
