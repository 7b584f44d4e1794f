import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { extractFile } from './extract-file.ts'
import type { Role } from './types.ts'

// Invented texts of other bodies, in other layouts and with other role words; the gold was written before they were read.
const folder = join(import.meta.dirname, '../../../test/policy-texts')
const files = readdirSync(folder).filter((f) => /\.(?:txt|html)$/.test(f))

type Line = { id: string; subject: string; modality: string; trigger: string; approver: string }

function goldOf(name: string): Line[] {
  return readFileSync(join(folder, `${name}.gold.tsv`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [id = '', subject = '', modality = '', trigger = '', approver = ''] = line.split('\t')
      return { id, subject, modality, trigger, approver }
    })
}

const named = (roles: readonly Role[]) =>
  roles.length === 0
    ? '–'
    : roles
        .map((r) => r.word)
        .toSorted()
        .join('+')
const sorted = (words: string) => words.split('+').toSorted().join('+')

test('other bodies: who must, must not or may, when, and with whose permission', async (t) => {
  const wrong = {
    subject: [] as string[],
    modality: [] as string[],
    trigger: [] as string[],
    approver: [] as string[],
  }
  let total = 0
  for (const file of files) {
    const name = file.replace(/\.[a-z]+$/, '')
    const { extraction } = await extractFile(readFileSync(join(folder, file)), file)
    const norms = new Map(extraction.norms.map((n) => [n.id, n]))
    const gold = goldOf(name)
    assert.deepEqual(
      [...norms.keys()].filter((id) => !gold.some((g) => g.id === id)),
      [],
      `${name}: no norm that is none`,
    )
    for (const g of gold) {
      total += 1
      const norm = norms.get(g.id)
      const place = `${name} ${g.id}`
      if (norm === undefined || named(norm.subject.roles) !== sorted(g.subject)) wrong.subject.push(place)
      if (norm?.modality !== g.modality) wrong.modality.push(place)
      if (norm?.trigger.type !== g.trigger) wrong.trigger.push(place)
      if (norm === undefined || named(norm.approval?.approver ?? []) !== sorted(g.approver))
        wrong.approver.push(place)
    }
  }
  const right = (list: readonly string[]) => 1 - list.length / total
  for (const [field, list] of Object.entries(wrong))
    t.diagnostic(`${field} ${right(list).toFixed(3)} ${list.join(' ')}`)
  assert.ok(right(wrong.subject) >= 0.95)
  assert.ok(right(wrong.modality) >= 0.97)
  assert.ok(right(wrong.trigger) >= 0.9)
  assert.ok(right(wrong.approver) >= 0.97)
})
