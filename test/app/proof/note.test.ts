import { describe, expect, it } from '@jest/globals';
import { checkpointText, isOrigin, parseCheckpoint } from '../../../src/app/proof/checkpoint.js';
import { NoteInvalid, openNote, parseNote, signNote } from '../../../src/app/proof/note.js';
import { verifierKey, VerifierKeyInvalid, writtenVerifierKey } from '../../../src/app/proof/verifier-key.js';
import { someSigner } from '../../kit/proof/signers.js';

/** The note of Go's package golang.org/x/mod/sumdb/note. */
const go = {
  key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  line: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
};

const old = someSigner('keyledger/3f2a');
const next = someSigner('keyledger/3f2a');
const witness = someSigner('witness.example/w1');
const text = checkpointText({ origin: 'keyledger/3f2a', size: 7, root: Buffer.alloc(32, 1) });

describe('a signed note', () => {
  it("opens Go's own, byte for byte, and writes its verifier key", () => {
    const { text: opened, verified } = openNote(`${go.text}\n${go.line}`, [verifierKey(go.key)]);
    expect(opened).toBe(go.text);
    expect(verified).toEqual([expect.objectContaining({ name: 'PeterNeumann', id: 'c74f20a3' })]);
    const publicKey = Buffer.from(go.key.split('+').at(-1) as string, 'base64').subarray(1);
    expect(writtenVerifierKey('PeterNeumann', publicKey)).toBe(go.key);
  });

  it('is opened by the old key and by the next while both sign, and with lines of strangers', () => {
    const note = signNote(text, [witness.signer, old.signer, next.signer]);
    for (const { verifierKey: written, signer } of [old, next, witness])
      expect(openNote(note, [verifierKey(written)])).toEqual({
        text,
        verified: [{ name: signer.name, id: signer.id, signature: signer.sign(text) }],
      });
  });

  it.each([
    ['nobody that is trusted', signNote(text, [witness.signer]), 'No trusted key'],
    [
      'a wrong signature beside a right one',
      signNote(text, [next.signer, { ...old.signer, sign: () => Buffer.alloc(64) }]),
      'is wrong',
    ],
    ['a signature of another length', signNote(text, [{ ...old.signer, sign: () => Buffer.alloc(63) }]), 'is wrong'],
    ['another text', signNote(text, [old.signer]).replace('\n7\n', '\n8\n'), 'is wrong'],
    [
      'seventeen signatures',
      signNote(
        text,
        Array.from({ length: 17 }, () => old.signer),
      ),
      'at most 16',
    ],
    ['no empty line', signNote(text, [old.signer]).replace('\n\n', '\n'), 'A note is a text'],
    ['no newline at the end', signNote(text, [old.signer]).slice(0, -1), 'A note is a text'],
    ['a carriage return', signNote(text, [old.signer]).replace('\n7\n', '\r\n7\n'), 'control'],
    ['a hyphen for the dash', signNote(text, [old.signer]).replace('—', '-'), 'A line of the signatures'],
    ['base64 of another alphabet', `${text}\n— ${old.signer.name} ${'_'.repeat(92)}\n`, 'A line of the signatures'],
  ])('is refused with %s', (_, note, words) => {
    const trusted = [old, next].map(({ verifierKey: written }) => verifierKey(written));
    expect(() => openNote(note, trusted)).toThrow(
      expect.objectContaining({ name: NoteInvalid.name, message: expect.stringContaining(words) }),
    );
  });

  it('refuses a verifier key with another name, id, algorithm or length', () => {
    const [name = '', id = '', base64 = ''] = old.verifierKey.split('+', 3);
    const short = Buffer.from(base64, 'base64').subarray(0, 32).toString('base64');
    const other = Buffer.concat([Buffer.of(2), Buffer.from(base64, 'base64').subarray(1)]).toString('base64');
    for (const wrong of [
      `x${old.verifierKey}`,
      `${name}+00000000+${base64}`,
      `${name}+${id}+${short}`,
      `${name}+${id}+${other}`,
      '',
      name,
    ])
      expect(() => verifierKey(wrong)).toThrow(VerifierKeyInvalid);
  });
});

describe('a checkpoint', () => {
  it('is three lines', () => {
    expect(text).toBe(`keyledger/3f2a\n7\n${Buffer.alloc(32, 1).toString('base64')}\n`);
    expect(parseCheckpoint(text)).toEqual({ origin: 'keyledger/3f2a', size: 7, root: Buffer.alloc(32, 1) });
    expect(parseCheckpoint(`${text}an extension\n`).size).toBe(7);
    expect(parseNote(signNote(text, [old.signer])).text).toBe(text);
  });

  it.each([
    ['a leading zero', text.replace('\n7\n', '\n07\n')],
    ['a size below nothing', text.replace('\n7\n', '\n-7\n')],
    ['a size that no number can hold', text.replace('\n7\n', '\n9007199254740993\n')],
    ['a root hash that is short', text.replace('=\n', '\n')],
    ['no origin', text.replace('keyledger/3f2a', '')],
    ['no newline at the end', text.slice(0, -1)],
    ['an empty line', `${text}\nmore\n`],
  ])('is refused with %s', (_, wrong) => expect(() => parseCheckpoint(wrong)).toThrow(NoteInvalid));

  it('has an origin that can name a key', () => {
    expect(isOrigin('example.com/keyledger')).toBe(true);
    for (const wrong of ['', 'with space', 'a+b', 'a\nb', 'x'.repeat(201), '\ud800'])
      expect(isOrigin(wrong)).toBe(false);
  });
});
