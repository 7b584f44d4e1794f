import type { ReactNode } from 'react'
import { ClassChip, PersonalDataChip } from '../../parts/chip.tsx'
import { levelOf, levelOfLabel, peopleIn, type AssetValues } from './asset-values.ts'

/** Class and personal data of one line of the register. */
export function AssetChips({ values }: { values: AssetValues }): ReactNode {
  const level = levelOf('confidentiality', values)
  const people = peopleIn(values)
  return (
    <>
      {level !== null && <ClassChip level={level} />}
      {people !== null && people > 0 && <PersonalDataChip people={people} />}
    </>
  )
}

/** The strictest class and the people of a whole case, as lists say it. */
export function CaseChips({
  classLabel,
  personal,
}: {
  classLabel: string | null
  personal: number
}): ReactNode {
  const level = levelOfLabel(classLabel)
  return (
    <>
      {level !== null && <ClassChip level={level} />}
      {personal > 0 && <PersonalDataChip people={personal} />}
    </>
  )
}
