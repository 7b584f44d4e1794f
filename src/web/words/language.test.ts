import assert from 'node:assert/strict'
import { test } from 'node:test'
import { currentLanguage, rememberedLanguage, rememberLanguage } from './language.ts'

function memory(content: Record<string, string> = {}) {
  const kept = new Map(Object.entries(content))
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
}

test('a choice is still there on the next visit', () => {
  const storage = memory()
  rememberLanguage('en', storage)
  assert.equal(currentLanguage(), 'en')
  assert.equal(rememberedLanguage(storage), 'en')
})

test('without a choice, or with one that is no language, the screens are Japanese', () => {
  assert.equal(rememberedLanguage(memory()), 'ja')
  assert.equal(rememberedLanguage(memory({ 'kijun.language': 'fr' })), 'ja')
})
