import { addMonths, fiscalYear } from '#ground/clock/calendar.ts'
import { type AssetDraft, commonAssets, devices, ownAssets } from './asset-drafts.ts'
import { seeded, type Seeded } from './seeded.ts'
import { departments, type SectionPlan } from './units.ts'

/** Values as the asset register has them (its keys, its choices). */
export type AssetValues = {
  readonly name: string
  readonly business: string
  readonly kind: 'paper' | 'file' | 'system' | 'medium' | 'terminal'
  readonly confidentiality: '1' | '2' | '3'
  readonly integrity: '1' | '2'
  readonly availability: '1' | '2'
  readonly personal_count: number
  readonly network: 'my-number' | 'lgwan' | 'internet' | 'none'
  readonly place: string
  readonly retention: '1' | '3' | '5' | '10' | 'while-used'
  readonly disposal_year?: number
  readonly encrypted?: boolean
}

/** One line of the asset register of the sample city. */
export type Asset = {
  /** Running name inside the sample city: '0404-01'. */
  readonly key: string
  readonly unitKey: string
  /** 貸出用パソコン, USBメモリ and the like: one thing that can be in one place only. */
  readonly portable: boolean
  readonly registeredOn: string
  readonly values: AssetValues
}

const assetsPerSection = 25

/** The asset register as it stands on `today`: 25 lines for each of the 60 sections. */
export function assets(today: string): Asset[] {
  return departments.flatMap(({ code, sections }) =>
    sections.flatMap((section) => sectionAssets(section, buildings[code] ?? '本庁舎', today)),
  )
}

function sectionAssets(section: SectionPlan, building: string, today: string): Asset[] {
  const random = seeded(`assets ${section.code}`)
  const drafts = [...ownAssets(section), ...devices(section, random), ...commonAssets(section, random)].slice(
    0,
    assetsPerSection,
  )
  return drafts.map((draft, index): Asset => ({
    key: `${section.code}-${String(index + 1).padStart(2, '0')}`,
    unitKey: section.code,
    portable: draft.portable,
    registeredOn: addMonths(today, -random.between(7, 80)),
    values: valuesOf(draft, building, today, random),
  }))
}

function valuesOf(draft: AssetDraft, building: string, today: string, random: Seeded): AssetValues {
  const { people, portable: _portable, ...classes } = draft
  const years = random.pick(draft.confidentiality === '1' ? [1, 3] : [3, 5, 5, 10])
  const written = fiscalYear(today) - random.between(0, 2)
  const living = draft.kind === 'system' || draft.kind === 'terminal' || draft.kind === 'medium'
  return {
    ...classes,
    personal_count: people,
    place: placeOf(draft, building, random),
    ...(living
      ? { retention: 'while-used' }
      : { retention: retentionOf(years), disposal_year: written + years + 1 }),
    ...(draft.kind === 'paper' ? {} : encryption(draft, random)),
  }
}

function retentionOf(years: number): AssetValues['retention'] {
  switch (years) {
    case 1:
      return '1'
    case 3:
      return '3'
    case 5:
      return '5'
    default:
      return '10'
  }
}

/** 機密性3 must answer; an old system that cannot encrypt says so. */
function encryption(draft: AssetDraft, random: Seeded): { encrypted?: boolean } {
  if (draft.kind === 'terminal' || draft.kind === 'medium') return { encrypted: true }
  return draft.confidentiality === '3' ? { encrypted: draft.kind === 'file' || random.chance(0.8) } : {}
}

const buildings: Readonly<Record<string, string>> = {
  '01': '本庁舎4階',
  '02': '本庁舎3階',
  '03': '本庁舎1階',
  '04': '本庁舎2階',
  '05': '保健センター2階',
  '06': '本庁舎5階',
  '07': '分庁舎2階',
  '08': '本庁舎1階',
  '09': '水道庁舎1階',
  '10': '分庁舎3階',
  '11': '議会棟2階',
  '12': '本庁舎6階',
  '13': '本庁舎6階',
  '14': '分庁舎1階',
}

function placeOf(draft: AssetDraft, building: string, random: Seeded): string {
  switch (draft.kind) {
    case 'paper':
      return draft.confidentiality === '1'
        ? `${building} 執務室 書棚${random.between(1, 12)}`
        : `${building} 施錠書庫 ${random.pick(['A', 'B', 'C'])}-${random.between(1, 8)}`
    case 'system':
      return '本庁舎4階 サーバ室'
    case 'medium':
      return `${building} 耐火保管庫`
    case 'terminal':
      return `${building} 施錠保管棚`
    case 'file':
      return 'ファイルサーバ(本庁舎4階 サーバ室)'
  }
}
