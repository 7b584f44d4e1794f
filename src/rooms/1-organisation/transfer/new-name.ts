import type { NameParts } from '#authority/names.ts'
import type { TransferChange } from './change.ts'

type Known = { family: string; given: string; family_kana: string; given_kana: string }

/** The name after a 改姓: what the change leaves empty stays. Null when nothing changes. */
export function newName(
  person: Known,
  change: Extract<TransferChange, { kind: 'rename' }>,
): NameParts | null {
  const name = {
    family: change.family,
    given: change.given === '' ? person.given : change.given,
    familyKana: change.familyKana === '' ? person.family_kana : change.familyKana,
    givenKana: change.givenKana === '' ? person.given_kana : change.givenKana,
  }
  const same =
    name.family === person.family &&
    name.given === person.given &&
    name.familyKana === person.family_kana &&
    name.givenKana === person.given_kana
  return same ? null : name
}
