import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildingsOf, floorLevel } from './storeys.ts'

test('a floor is known however the office writes it', () => {
  const written: [string, number | null][] = [
    ['3階', 3],
    ['３Ｆ', 3],
    ['三階', 3],
    ['地下1階', -1],
    ['B2', -2],
    ['屋上', 1_000],
    ['', null],
    ['ロビー', null],
  ]
  for (const [floor, level] of written) assert.equal(floorLevel(floor), level, floor)
})

test('floors lie as in the building, from the top down, and no place is lost', () => {
  const at = (building: string, floor: string) => ({ building, floor })
  const places = [
    at('本庁舎', '1階'),
    at('', ''),
    at('本庁舎', 'B1'),
    at('別館', '2F'),
    at('本庁舎', '3階'),
    at('本庁舎', ''),
  ]
  const drawn = buildingsOf(places)
  assert.deepEqual(
    drawn.map(({ building }) => building),
    ['別館', '本庁舎', ''],
  )
  assert.deepEqual(
    drawn[1]?.floors.map(({ floor }) => floor),
    ['3階', '1階', 'B1', ''],
  )
  assert.equal(drawn.flatMap(({ floors }) => floors.flatMap((floor) => floor.places)).length, places.length)
})
