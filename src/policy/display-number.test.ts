import assert from 'node:assert/strict'
import { test } from 'node:test'
import { displayNumber } from './display-number.ts'

test('a provision is called by the number people write', () => {
  const numbers: Record<string, string> = {
    '第7-1-(1)-ウ-(ア)': '第7-1(1)ウ(ア)',
    '第5-2': '第5-2',
    '2-4-1-(4)-②': '2-4-1(4)②',
    第24条: '第24条',
    '第24条-2': '第24条第2項',
    '第24条-2-(3)': '第24条第2項第3号',
    '第39条-(2)-イ': '第39条第2号イ',
    第12条の2: '第12条の2',
    '第7章-第2節': '第7章第2節',
    附則1: '附則',
    附則2: '附則(2)',
    '附則2-1': '附則(2)第1項',
    '附則1-第2条': '附則第2条',
    '(持出し)-2': '(持出し)2',
    '第5-1-(1)-分類2-・3': '第5-1(1)分類2・3',
  }
  for (const [eid, expected] of Object.entries(numbers)) assert.equal(displayNumber(eid), expected)
})
