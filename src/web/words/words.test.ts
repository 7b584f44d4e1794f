import assert from 'node:assert/strict'
import { test } from 'node:test'
import { en } from './en.ts'
import { ja } from './ja.ts'

/** Words and names that are written in Latin letters in Japanese too. */
const latin = new Set([
  'ID',
  'PDF',
  'Excel',
  'CSV',
  'USB',
  'IC',
  'URL',
  'LGWAN',
  'LDAP',
  'OIDC',
  'SAML',
  'Active',
  'Directory',
  'UTF',
  'CP',
  'JSON',
  'Word',
  'English',
  'KB',
  'MB',
  // names of formats
  'XML',
  'OSCAL',
  'Akoma',
  'Ntoso',
  'Markdown',
  // endings of file names
  'txt',
  'html',
  'docx',
  'doc',
  'pdf',
])
/** Examples of what to type. */
const examples = ['kakuu-shi', 'R8.11.25']

function leaves(words: unknown, path = ''): [string, string][] {
  if (typeof words === 'string') return [[path, words]]
  if (typeof words !== 'object' || words === null) throw new TypeError(`neither text nor group: ${path}`)
  return Object.entries(words).flatMap(([key, value]) => leaves(value, path === '' ? key : `${path}.${key}`))
}

function variables(text: string): string[] {
  return (text.match(/\{\{\w+\}\}|<\w+\/>/g) ?? []).toSorted()
}

test('both languages have the same texts', () => {
  assert.deepEqual(
    leaves(en)
      .map(([path]) => path)
      .toSorted(),
    leaves(ja)
      .map(([path]) => path)
      .toSorted(),
  )
})

test('no text is empty, and both languages fill in the same values', () => {
  const english = new Map(leaves(en))
  for (const [path, text] of leaves(ja)) {
    assert.notEqual(text.trim(), '', path)
    assert.notEqual(english.get(path)?.trim(), '', path)
    assert.deepEqual(variables(english.get(path) ?? ''), variables(text), path)
  }
})

test('no English word is shown in the Japanese screens', () => {
  for (const [path, text] of leaves(ja)) {
    let bare = text.replaceAll(/\{\{\w+\}\}|<\w+\/>/g, '')
    for (const example of examples) bare = bare.replaceAll(example, '')
    // what somebody is to type, or finds in a file
    bare = bare.replaceAll(/`[^`]+`|例:[!-~、]+/gu, '').replaceAll(/-----BEGIN [A-Z]+-----/gu, '')
    const found = (bare.match(/[A-Za-z]+/g) ?? []).filter((word) => !latin.has(word))
    assert.deepEqual(found, [], `${path}: ${text}`)
  }
})

test('no Japanese is left in the English screens but names and examples', () => {
  const allowed = /日本語|架空市|基準|令和8年11月25日/gu
  for (const [path, text] of leaves(en)) {
    assert.doesNotMatch(
      text.replaceAll(allowed, ''),
      /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
      path,
    )
  }
})
