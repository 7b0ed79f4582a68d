import { describe, expect, test } from '@jest/globals';
import { cosigned, CosignatureRefused } from '../../../src/app/proof/cosign.js';
import { NoteInvalid, openNote, parseNote, signatureLine, signNote } from '../../../src/app/proof/note.js';
import { verifierKey, VerifierKeyInvalid } from '../../../src/app/proof/verifier-key.js';
import { someSigner } from '../../kit/proof/signers.js';
import { aWitness } from '../../kit/proof/witness.js';

const TEXT = 'keyledger/log\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
const log = someSigner('keyledger/log');
const plain = someSigner('plain.example/w');
const witness = aWitness('witness.example/w1');
const trusted = [witness.verifierKey, plain.verifierKey].map(verifierKey);
const note = signNote(TEXT, [log.signer]);
const plainLine = (text: string) => signatureLine({ ...plain.signer, signature: plain.signer.sign(text) });

const faultOf = (sent: string, of = note) => {
  try {
    return cosigned(of, sent, trusted);
  } catch (error) {
    if (error instanceof CosignatureRefused) return error.fault;
    throw error;
  }
};

describe('a cosignature', () => {
  test('is what OpenSSL and SHA-256 make of the specification', () => {
    // by the key of RFC 8032 7.1, test 1: 04 and the key; key id, 8 bytes of the time 1679315147, signature
    const written = 'witness.example/rfc8032+3b2fde42+BNdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea';
    const line =
      '— witness.example/rfc8032 Oy/eQgAAAABkGFDL0Jt1GAnlzxfMampKpImFXdASOBWFBnOu/kX5ULaRwRuo0UyvrWO7T3Kmo5oMG+ENu/mpg7UkHWOLJuZRESydCw==\n';
    expect(cosigned(note, line, [verifierKey(written)])).toBe(note + line);
  });

  test('of a witness is kept, sent as a line or as a whole note, with or without the last newline', () => {
    const line = witness.line(TEXT);
    for (const sent of [line, line.trimEnd(), `${TEXT}\n${line}`, `${note}${line}`])
      expect(cosigned(note, sent, trusted)).toBe(note + line);
    expect(openNote(note + line, trusted).verified.map(({ name }) => name)).toEqual([witness.name]);
    expect(cosigned(note, plainLine(TEXT) + line, trusted)).toBe(note + plainLine(TEXT) + line);
  });

  test('is kept once: another one of the same key, at another time, changes nothing', () => {
    const once = cosigned(note, witness.line(TEXT), trusted);
    expect(cosigned(once, witness.line(TEXT, 1_800_000_000n), trusted)).toBe(once);
    expect(cosigned(note, witness.line(TEXT) + witness.line(TEXT, 1_800_000_000n), trusted)).toBe(once);
  });

  test('of nobody who is known is refused; beside that of a witness it is passed over', () => {
    const stranger = aWitness('stranger.example');
    const namesake = aWitness(witness.name);
    expect(faultOf(stranger.line(TEXT))).toBe('WITNESS_UNKNOWN');
    expect(faultOf(namesake.line(TEXT))).toBe('WITNESS_UNKNOWN');
    expect(faultOf(note)).toBe('WITNESS_UNKNOWN');
    expect(cosigned(note, stranger.line(TEXT) + witness.line(TEXT), trusted)).toBe(note + witness.line(TEXT));
  });

  test('of another checkpoint is refused', () => {
    const older = TEXT.replace('\n3\n', '\n2\n');
    expect(faultOf(`${older}\n${witness.line(older)}`)).toBe('NOT_NEWEST');
    expect(faultOf(witness.line(older))).toBe('WRONG');
  });

  test.each<[string, (line: Buffer) => Buffer]>([
    ['another time', (bytes) => (bytes.writeUInt8(1, 5), bytes)],
    ['a flipped bit', (bytes) => (bytes.writeUInt8(bytes.at(-40)! ^ 1, bytes.length - 40), bytes)],
    ['no time', (bytes) => Buffer.concat([bytes.subarray(0, 4), bytes.subarray(12)])],
    ['a byte too many', (bytes) => Buffer.concat([bytes, Buffer.of(0)])],
    ['nothing but the time', (bytes) => bytes.subarray(0, 12)],
  ])('that is wrong is refused, and so is all that is sent with it: %s', (_, spoil) => {
    const bytes = Buffer.from(witness.line(TEXT).split(' ')[2]!, 'base64');
    const wrong = `— ${witness.name} ${spoil(bytes).toString('base64')}\n`;
    expect(faultOf(wrong)).toBe('WRONG');
    expect(faultOf(plainLine(TEXT) + wrong)).toBe('WRONG');
    expect(() => openNote(note + wrong, trusted)).toThrow(NoteInvalid);
  });

  test('with a time beyond 2^63 - 1 is wrong', () => {
    expect(faultOf(witness.line(TEXT, 2n ** 63n))).toBe('WRONG');
    expect(cosigned(note, witness.line(TEXT, 2n ** 63n - 1n), trusted)).toContain(witness.name);
  });

  test('has no room in a note that has 16 signatures', () => {
    const others = Array.from({ length: 15 }, (_, number) => aWitness(`w${number}.example`));
    const full = note + others.map(({ line }) => line(TEXT)).join('');
    expect(parseNote(full).signatures).toHaveLength(16);
    expect(faultOf(witness.line(TEXT), full)).toBe('FULL');
  });

  test.each(['', 'hunter2', '— a b\n', 'text\n\n'])('that is none is no note: %j', (sent) => {
    expect(() => cosigned(note, sent, trusted)).toThrow(NoteInvalid);
  });
});

test('a verifier key under one algorithm is none under another', () => {
  const [name = '', id = ''] = witness.verifierKey.split('+');
  const material = Buffer.from(witness.verifierKey.slice(name.length + id.length + 2), 'base64');
  for (const algorithm of [0x01, 0x02, 0x06]) {
    material.writeUInt8(algorithm, 0);
    expect(() => verifierKey(`${name}+${id}+${material.toString('base64')}`)).toThrow(VerifierKeyInvalid);
  }
});
