import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lostOrDoubled } from './conservation.ts'
import { readPolicy } from './read.ts'

const TEXT = [
  '松原市端末管理規程',
  '第1条 端末は、別表第1(第1条関係)に掲げる区分により管理する。',
  '第2条 所属長は、端末を別表第2に掲げる場所に保管しなければならない。',
  '附 則 この規程は、公布の日から施行する。',
  '別表第1(第1条関係) 端末の区分 区分 内容 備考 重要 基幹の業務に用いる端末 一般 その他の端末',
  '別表第2(2―1関係) 場所の名 鍵の要否 書庫 要 執務室 不要',
  '様式第1号(第2条関係) 端末保管台帳',
].join(' ')

test('without lines an annex directly before its bracket begins one, and its table is to be confirmed', () => {
  const { nodes, tables, strategy } = readPolicy(TEXT)
  assert.equal(strategy, 'flattened')
  assert.deepEqual(
    nodes.map((n) => [n.id, n.heading]),
    [
      ['第1条', null],
      ['第2条', null],
      ['附則1', null],
      ['別表第1', '(第1条関係)'],
      ['別表第2', '(2―1関係)'],
      ['様式第1号', '(第2条関係)'],
    ],
  )
  assert.deepEqual(
    tables.map((t) => [t.nodeId, t.text]),
    [
      ['別表第1', '区分 内容 備考 重要 基幹の業務に用いる端末 一般 その他の端末'],
      ['別表第2', '場所の名 鍵の要否 書庫 要 執務室 不要'],
    ],
  )
  assert.deepEqual(lostOrDoubled(TEXT, readPolicy(TEXT)), [])
})
