import { applicationStates } from '#engine/procedure/states.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createInstance } from 'i18next'
import { ja } from '../../words/ja.ts'
import { asDoing, capacityWord, verbOf } from './act-words.ts'
import { levelOf, levelOfLabel, peopleIn } from './asset-values.ts'
import { proofOf } from './proof-of.ts'
import { stateWord } from './state-words.ts'

const i18n = createInstance()
await i18n.init({ lng: 'ja', defaultNS: 'words', ns: ['words'], resources: { ja: { words: ja } } })
const { t } = i18n

test('a button says the clause’s own verb, with the capacity unless it is one’s own', () => {
  assert.equal(verbOf(t, 'grant', '許可', '代決'), '許可する(代決)')
  assert.equal(verbOf(t, 'grant', '承認', '本人'), '承認する')
  assert.equal(verbOf(t, 'refuse', '不許可', null), '不許可とする')
  assert.equal(verbOf(t, 'finish', '返却の確認', '職務代理'), '返却を確認する(職務代理)')
  assert.equal(verbOf(t, 'start', '持出し', '本人'), '持出しを記録する')
})

test('only the last の before the act becomes を', () => {
  assert.equal(asDoing('返却の確認'), '返却を確認')
  assert.equal(asDoing('持出し'), '持出し')
  assert.equal(asDoing('許可'), '許可')
})

test('an unknown capacity stays as the server wrote it', () => {
  assert.equal(capacityWord(t, '会議議決'), '会議議決')
  assert.equal(capacityWord(t, '特命'), '特命')
})

test('every state has a word, also before the kind is known', () => {
  for (const state of applicationStates)
    assert.match(stateWord(t, state, undefined), /^\p{Script=Han}|^\p{Script=Hiragana}/u)
})

test('a class that is none is no class', () => {
  assert.equal(levelOf('confidentiality', { confidentiality: '3' }), 3)
  assert.equal(levelOf('integrity', { integrity: '3' }), null)
  assert.equal(levelOf('confidentiality', {}), null)
  assert.equal(levelOfLabel('機密性2'), 2)
  assert.equal(levelOfLabel('未分類'), null)
  assert.equal(levelOfLabel(null), null)
})

test('no number of people is not the number 0', () => {
  assert.equal(peopleIn({ personal_count: 0 }), 0)
  assert.equal(peopleIn({}), null)
  assert.equal(peopleIn({ personal_count: '12' }), null)
})

test('one altered entry outweighs all proven ones, one waiting is not yet a proof', () => {
  assert.equal(proofOf([{ state: 'proven' }, { state: 'erased' }]), 'intact')
  assert.equal(proofOf([{ state: 'proven' }, { state: 'waiting' }]), 'unchecked')
  assert.equal(proofOf([{ state: 'waiting' }, { state: 'altered' }]), 'altered')
  assert.equal(proofOf([]), 'unchecked')
})
