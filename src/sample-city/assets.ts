import { addMonths, fiscalYear } from '#ground/clock/calendar.ts'
import { seeded, type Seeded } from './seeded.ts'
import { departments, type SectionPlan } from './units.ts'
import { workAreas1 } from './work-areas-1.ts'
import { workAreas2 } from './work-areas-2.ts'

export type AssetKind = '紙' | '電子データ' | 'システム' | '文書' | '外部記録媒体' | '端末'
export type Network = '個人番号利用事務系' | 'LGWAN接続系' | 'インターネット接続系' | 'なし'

/** One line of the asset register of the sample city. */
export type Asset = {
  /** Running name inside the sample city: '0404-01'. */
  readonly key: string
  readonly unitKey: string
  readonly name: string
  readonly kind: AssetKind
  readonly confidentiality: 1 | 2 | 3
  readonly integrity: 1 | 2
  readonly availability: 1 | 2
  /** People whose personal data it holds; 0 = none. */
  readonly people: number
  readonly specificPersonal: boolean
  readonly network: Network
  readonly place: string
  readonly retentionYears: number
  readonly registeredOn: string
  readonly checkedOn: string | null
  /** 貸出用パソコン, USBメモリ and the like: things one takes along. */
  readonly portable: boolean
}

const assetsPerSection = 25

/** The asset register as it stands on `today`: 25 lines for each of the 60 sections. */
export function assets(today: string): Asset[] {
  return departments.flatMap(({ code, sections }) =>
    sections.flatMap((section) => sectionAssets(section, floorOf(code), today)),
  )
}

type Draft = Pick<
  Asset,
  'name' | 'kind' | 'confidentiality' | 'integrity' | 'availability' | 'people' | 'network'
> & { readonly portable?: true }

function sectionAssets(section: SectionPlan, building: string, today: string): Asset[] {
  const random = seeded(`assets ${section.code}`)
  const own = parseAreas(section.code)
  const drafts = [...own, ...devices(section, random), ...common(section, random)].slice(0, assetsPerSection)
  return drafts.map((draft, index): Asset => ({
    portable: false,
    ...draft,
    key: `${section.code}-${String(index + 1).padStart(2, '0')}`,
    unitKey: section.code,
    specificPersonal: draft.network === '個人番号利用事務系' && draft.people > 0,
    place: placeOf(draft.kind, draft.confidentiality, building, random),
    retentionYears: random.pick(draft.confidentiality === 1 ? [1, 3] : [3, 5, 5, 10]),
    registeredOn: `${fiscalYear(today) - random.between(0, 6)}-0${random.between(4, 9)}-0${random.between(1, 9)}`,
    checkedOn: random.chance(0.78) ? addMonths(today, -random.between(0, 10)) : null,
  })).map((asset) => (asset.registeredOn > today ? { ...asset, registeredOn: addMonths(today, -1) } : asset))
}

const kinds: Readonly<Record<string, AssetKind>> = {
  P: '紙',
  E: '電子データ',
  S: 'システム',
  D: '文書',
  M: '外部記録媒体',
}
const networks: Readonly<Record<string, Network>> = {
  K: '個人番号利用事務系',
  L: 'LGWAN接続系',
  N: 'インターネット接続系',
  '-': 'なし',
}

/** Reads the section's line of the work areas. */
function parseAreas(code: string): Draft[] {
  const text = workAreas1[code] ?? workAreas2[code]
  if (text === undefined) throw new RangeError(`no work area for section ${code}`)
  return text.split(' ').map((entry) => {
    const found = /^(?<name>.+):(?<kind>[PESDM])(?<c>[123])(?<i>[12])(?<a>[12])(?<net>[KLN-]):(?<people>\d+)$/u.exec(
      entry,
    )?.groups
    const kind = kinds[found?.['kind'] ?? '']
    const network = networks[found?.['net'] ?? '']
    if (found === undefined || kind === undefined || network === undefined) {
      throw new TypeError(`not an asset: ${entry}`)
    }
    const [confidentiality, integrity, availability] = [found['c'], found['i'], found['a']]
    return {
      name: found['name'] ?? '',
      kind,
      network,
      people: Number(found['people']),
      confidentiality: confidentiality === '3' ? 3 : confidentiality === '2' ? 2 : 1,
      integrity: integrity === '2' ? 2 : 1,
      availability: availability === '2' ? 2 : 1,
    }
  })
}

/** Things to take along, numbered inside the section. */
function devices(section: SectionPlan, random: Seeded): Draft[] {
  const base = Number(section.code.slice(0, 2)) * 100 + Number(section.code.slice(2)) * 10
  const device = (name: string, kind: AssetKind, confidentiality: 1 | 2 | 3, network: Network): Draft => ({
    name,
    kind,
    confidentiality,
    integrity: 1,
    availability: 1,
    people: 0,
    network,
    portable: true,
  })
  return [
    ...[1, 2, 3].map((n) => device(`貸出用パソコン PC-${number(base + n)}`, '端末', 2, 'LGWAN接続系')),
    device(`タブレット端末 TB-${number(base + 1)}`, '端末', 2, 'インターネット接続系'),
    device(`USBメモリ M-${number(base + 1)}`, '外部記録媒体', 2, 'LGWAN接続系'),
    device(`USBメモリ M-${number(base + 2)}`, '外部記録媒体', random.pick([1, 2, 3]), 'LGWAN接続系'),
    device(`業務用携帯電話 K-${number(base + 1)}`, '端末', 2, 'なし'),
  ]
}

function number(value: number): string {
  return String(value).padStart(4, '0')
}

/** What every section keeps. */
function common(section: SectionPlan, random: Seeded): Draft[] {
  const draft = (name: string, kind: AssetKind, c: 1 | 2 | 3, i: 1 | 2, people: number): Draft => ({
    name: `${name}(${section.name})`,
    kind,
    confidentiality: c,
    integrity: i,
    availability: 1,
    people,
    network: kind === '紙' ? 'なし' : 'LGWAN接続系',
  })
  const staff = section.weight * 3
  return [
    draft('課内共有フォルダ', '電子データ', 2, 2, 0),
    draft('職員出勤簿', '紙', 2, 1, staff),
    draft('休暇簿', '電子データ', 2, 1, staff),
    draft('緊急連絡網', '電子データ', 2, 1, staff),
    draft('契約書・協定書綴', '紙', 2, 2, 0),
    draft('支出負担行為書綴', '紙', 2, 2, random.between(0, 60)),
    draft('文書収受簿', '電子データ', 2, 2, 0),
    draft('事務引継書', '文書', 2, 1, 0),
    draft('会議資料綴', '文書', 2, 1, 0),
    draft('問合せ・要望受付票', '紙', 2, 1, random.between(20, 240)),
    draft('業務マニュアル', '文書', 1, 1, 0),
    draft('課ウェブページ原稿', '電子データ', 1, 1, 0),
    draft('委託業務報告書', '文書', 2, 2, 0),
    draft('物品管理簿', '電子データ', 1, 1, 0),
    draft('旅行命令簿', '電子データ', 2, 1, staff),
    draft('公用車予約簿', '電子データ', 1, 1, 0),
    draft('時間外勤務命令簿', '電子データ', 2, 1, staff),
    draft('郵便発送簿', '紙', 1, 1, 0),
    draft('住所ラベル印刷データ', '電子データ', 2, 1, random.between(40, 900)),
  ]
}

function floorOf(department: string): string {
  const floors: Readonly<Record<string, string>> = {
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
  return floors[department] ?? '本庁舎'
}

function placeOf(kind: AssetKind, confidentiality: number, building: string, random: Seeded): string {
  switch (kind) {
    case '紙':
    case '文書':
      return confidentiality >= 2
        ? `${building} 施錠書庫 ${random.pick(['A', 'B', 'C'])}-${random.between(1, 8)}`
        : `${building} 執務室 書棚 ${random.between(1, 12)}`
    case 'システム':
      return '本庁舎4階 サーバ室'
    case '外部記録媒体':
      return `${building} 耐火保管庫`
    case '端末':
      return `${building} 施錠保管棚`
    case '電子データ':
      return 'ファイルサーバ(サーバ室)'
  }
}
