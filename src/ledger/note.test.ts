import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  checkpointText,
  MalformedNote,
  openNote,
  parseCheckpoint,
  parseNote,
  parseSigner,
  parseVerifier,
  signerFromSeed,
} from './note.ts'

// The example of the Go note package, which the C2SP format describes.
const SKEY = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'
const VKEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const NOTE = `${TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`

test('the published key and note come out byte for byte', () => {
  const signer = parseSigner(SKEY)
  assert.equal(signer.vkey, VKEY)
  assert.equal(signer.skey, SKEY)
  assert.equal(signer.sign(TEXT), NOTE)
  assert.equal(openNote(NOTE, parseVerifier(VKEY)), TEXT)
})

test('a changed text, a foreign key and a damaged signature do not open', () => {
  const verifier = parseVerifier(VKEY)
  assert.equal(openNote(NOTE.replace('answer', 'anchor'), verifier), null)
  assert.equal(openNote(NOTE, signerFromSeed('PeterNeumann', Buffer.alloc(32, 7))), null)
  assert.equal(openNote(NOTE.replace('RyyBwJ', 'RyyBwK'), verifier), null)
  const both = `${NOTE}— other.example AAAAAAAAAAAA\n`
  assert.equal(openNote(both, verifier), TEXT, 'unknown signatures are ignored')
})

test('notes and keys out of form are refused', () => {
  for (const bad of [
    '',
    'a',
    'a\n',
    'a\n\nb\n',
    'a\n\n— n !!!!\n',
    'a\n\n- n AAAAAAAA\n',
    `a\tb\n\n— n AAAAAAAA\n`,
    NOTE.slice(0, -1),
  ]) {
    assert.throws(() => parseNote(bad), MalformedNote, JSON.stringify(bad))
  }
  assert.throws(() => parseVerifier(VKEY.replace('c74f20a3', 'c74f20a4')), MalformedNote)
  assert.throws(() => parseSigner(SKEY.replace('PeterNeumann', 'PeterNewmann')), MalformedNote)
  assert.throws(() => signerFromSeed('a b', Buffer.alloc(32)), MalformedNote)
  assert.throws(() => signerFromSeed('ab', Buffer.alloc(31)), MalformedNote)
})

test('checkpoints read back as written; leading zeros, short roots and empty origins are refused', () => {
  fc.assert(
    fc.property(
      fc.maxSafeInteger().map(Math.abs),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      (size, root) => {
        const checkpoint = { origin: 'kijun/x', size, root: Buffer.from(root) }
        assert.deepEqual(parseCheckpoint(checkpointText(checkpoint)), checkpoint)
      },
    ),
  )
  const root = Buffer.alloc(32).toString('base64')
  for (const bad of [
    `\n1\n${root}\n`,
    `o\n01\n${root}\n`,
    `o\n-1\n${root}\n`,
    `o\n1\n${root.slice(4)}\n`,
    `o\n1\n${root}`,
  ]) {
    assert.throws(() => parseCheckpoint(bad), MalformedNote, JSON.stringify(bad))
  }
})
