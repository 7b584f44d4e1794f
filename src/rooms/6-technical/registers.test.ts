import assert from 'node:assert/strict'
import { test } from 'node:test'
import { valuesChecker } from '#engine/register/schema.ts'
import { connectionRegister, lineRegister } from './network/definition.ts'
import { changeRecord, faultRecord } from './records/definition.ts'
import { licenseRegister } from './software/definition.ts'
import { systemRegister } from './systems/definition.ts'
import { cipherRegister } from './ciphers/definition.ts'
import { technicalRegisters } from './registers.ts'
import type { RegisterDefinition } from '#engine/register/definition.ts'

const id = '0198f000-0000-7000-8000-000000000001'

/** The columns a line is refused for. */
function wrong(definition: RegisterDefinition, values: Readonly<Record<string, unknown>>): string[] {
  const checked = valuesChecker(definition)(values)
  return checked.ok ? [] : checked.problems.map((problem) => problem.at ?? '')
}

test('every register says which clauses it keeps, with kinds and words for proposals', () => {
  for (const definition of technicalRegisters) {
    assert.ok(definition.slots.length > 0, definition.key)
    for (const slot of definition.slots) {
      assert.ok(
        (slot.takes ?? []).length > 0 && (slot.words ?? []).length > 0,
        `${definition.key} ${slot.slot}`,
      )
    }
  }
})

test('a cloud service names its provider, and classes are never typed', () => {
  assert.deepEqual(wrong(systemRegister, { name: '文書管理', cloud: true }), ['vendor'])
  assert.deepEqual(wrong(systemRegister, { name: '文書管理', cloud: true, vendor: '電算' }), [])
  for (const key of ['confidentiality', 'integrity', 'availability', 'public_permit']) {
    assert.equal(systemRegister.columns.find((column) => column.key === key)?.byEvents, true, key)
  }
})

test('a licence that is counted says how many are owned, and ends after it begins', () => {
  const licence = { name: '文書作成', software: id, basis: 'device' }
  assert.deepEqual(wrong(licenseRegister, licence), ['owned'])
  assert.deepEqual(wrong(licenseRegister, { ...licence, basis: 'site' }), [])
  assert.deepEqual(
    wrong(licenseRegister, { ...licence, owned: 30, from: '2026-04-01', until: '2026-03-31' }),
    ['until'],
  )
  assert.deepEqual(wrong(licenseRegister, { ...licence, owned: -1 }), ['owned'])
  assert.deepEqual(wrong(licenseRegister, { ...licence, owned: 1.5 }), ['owned'])
})

test('a change names the specification it changed, and why it was taken back', () => {
  const change = {
    title: '帳票の改修',
    system: id,
    risk: 'high',
    done_on: '2026-11-24',
    workers: [id],
    content: '帳票の様式を変えた。',
    way_back: '前の版に戻す。',
    specification_changed: true,
    consistency: '連携先に影響なし。',
    backup_before: true,
    result: 'undone',
  }
  assert.deepEqual(wrong(changeRecord, change).sort(), ['specification', 'why_undone'])
  assert.deepEqual(
    wrong(changeRecord, { ...change, specification: '帳票仕様書 第3版', why_undone: '印刷がずれた。' }),
    [],
  )
  assert.deepEqual(wrong(changeRecord, { ...change, workers: [] }).includes('workers'), true)
})

test('days run forward: a fault is restored after it was found, a connection ends after it began', () => {
  const fault = {
    title: '停止',
    system: id,
    found_on: '2026-11-24',
    symptom: '画面が開かない。',
    cause_kind: 'hardware',
  }
  assert.deepEqual(wrong(faultRecord, { ...fault, restored_on: '2026-11-23' }), ['restored_on'])
  assert.deepEqual(wrong(faultRecord, { ...fault, restored_on: '2026-11-24' }), [])
  const point = { name: '県接続', partner: '県', zone: 'lgwan', method: 'dedicated', from: '2026-04-01' }
  assert.deepEqual(wrong(connectionRegister, { ...point, until: '2026-03-31' }), ['until'])
  assert.deepEqual(wrong(connectionRegister, { ...point, investigated: '問題なし' }), ['investigated_on'])
  assert.deepEqual(
    wrong(lineRegister, { name: '幹線', kind: 'line', zone: 'lgwan', far_zone: 'lgwan', from: '本庁舎' }),
    ['far_zone'],
  )
})

test('a method of ciphering that is laid down has its day, and no short RSA key', () => {
  const method = {
    name: '証明書',
    use: 'connection',
    method: 'rsa',
    bits: 1024,
    state: 'approved',
    key_place: 'server',
  }
  assert.deepEqual(wrong(cipherRegister, method).sort(), ['bits', 'decided_on'])
  assert.deepEqual(wrong(cipherRegister, { ...method, bits: 2048, decided_on: '2026-04-01' }), [])
})
