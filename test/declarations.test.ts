import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mechanisms } from '../src/mechanisms.ts'
import { declarationsIn, declarationsOfRooms, longestDeclaration } from './declarations.ts'

test('a register and a permission are declared in sixty lines at most', () => {
  const found = declarationsOfRooms()
  const known = mechanisms.filter(({ key }) => /^(?:procedure|register):/u.test(key)).length
  // one declaration may serve two (what is found: media and devices), and the entry log has a table of its own
  assert.ok(found.length >= known - 6, `${found.length} declarations of ${known} mechanisms were found`)
  assert.deepEqual(
    found.filter(({ lines }) => lines > longestDeclaration),
    [],
  )
})

test('the lines between the brackets are counted, whatever brackets stand in texts and comments', () => {
  const body = Array.from({ length: 59 }, (_, at) => `  note${at}: 'a ) in a text', // and ) in a comment`)
  const text = `const x = 1\nexport const book = register({\n  name: '台帳',\n${body.join('\n')}\n})\nmore({})\n`
  assert.deepEqual(declarationsIn(text), [{ kind: 'register', name: '台帳', lines: 62 }])
})
