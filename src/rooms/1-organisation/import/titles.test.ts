import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindOfName, rankOfTitle } from './titles.ts'

test('the kind of a unit follows from the end of its name', () => {
  const kinds = [
    '福祉部',
    '会計課',
    '議会事務局',
    '中央図書館',
    '介護係',
    '政策室',
    '選挙管理委員会',
    '第一保育所',
    '何か',
  ]
  assert.deepEqual(kinds.map(kindOfName), ['部', '課', '局', '機関', '係', '室', '委員会', '機関', undefined])
})

test('only the head of a unit of that kind is its head', () => {
  assert.equal(rankOfTitle('課長', '課'), 'head')
  assert.equal(rankOfTitle('情報政策課長', '課'), 'head')
  assert.equal(rankOfTitle('館長', '機関'), 'head')
  assert.equal(rankOfTitle('局長', '局'), 'head')
  for (const title of ['課長補佐', '担当課長', '次長', '副館長', '課長代理', '主幹']) {
    assert.notEqual(rankOfTitle(title, '課'), 'head', title)
  }
  assert.notEqual(rankOfTitle('課長', '部'), 'head')
  assert.equal(rankOfTitle('係長', '課'), 'section-chief')
  assert.equal(rankOfTitle('係長', '係'), 'section-chief')
  assert.equal(rankOfTitle('副市長', null), 'vice-mayor')
  assert.equal(rankOfTitle('主事', '課'), 'staff')
})
