import type { Act } from '#ground/operation/act.ts'
import { placesOf } from '../reads.ts'
import { romaji } from './kana-romaji.ts'
import './tables.ts'
import '../tables.ts'

/**
 * What somebody who knows a person would try first: his name in kanji, kana and Latin letters, number, mail, the names of
 * his units and city. Three queries.
 */
export async function ownWords({ tx, tenantId, today }: Act, personId: string): Promise<string[]> {
  const person = await tx
    .selectFrom('person')
    .select(['family', 'given', 'family_kana', 'given_kana', 'number', 'mail'])
    .where('id', '=', personId)
    .executeTakeFirst()
  const tenant = await tx
    .selectFrom('tenant')
    .select(['name', 'code'])
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst()
  const places = await placesOf(tx, personId, today)
  const kana = person === undefined ? [] : [person.family_kana, person.given_kana]
  const written = [
    ...(person === undefined
      ? []
      : [
          person.family,
          person.given,
          `${person.family}${person.given}`,
          person.number,
          person.mail?.split('@')[0],
        ]),
    ...kana,
    ...kana.map(romaji),
    kana.map(romaji).join(''),
    kana.toReversed().map(romaji).join(''),
    tenant?.name,
    tenant?.name.replace(/[都道府県市区町村]$/, ''),
    tenant?.code,
    ...places.flatMap((place) => [place.unitName, place.bodyName, place.title]),
  ]
  return [
    ...new Set(
      written.flatMap((word) => (word === undefined || [...word].length < 2 ? [] : [word.toLowerCase()])),
    ),
  ]
}
