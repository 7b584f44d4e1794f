import type { AssetValues } from './assets.ts'
import type { Seeded } from './seeded.ts'
import type { SectionPlan } from './units.ts'
import { workAreas1 } from './work-areas-1.ts'
import { workAreas2 } from './work-areas-2.ts'

/** An asset before it has a place and a period. */
export type AssetDraft = Pick<
  AssetValues,
  'name' | 'business' | 'kind' | 'confidentiality' | 'integrity' | 'availability' | 'network'
> & { readonly people: number; readonly portable: boolean }

const kinds: Readonly<Record<string, AssetValues['kind']>> = {
  P: 'paper',
  D: 'paper',
  E: 'file',
  S: 'system',
  M: 'medium',
}
const networks: Readonly<Record<string, AssetValues['network']>> = {
  K: 'my-number',
  L: 'lgwan',
  N: 'internet',
  '-': 'none',
}

const form = /^(?<name>.+):(?<kind>[PESDM])(?<c>[123])(?<i>[12])(?<a>[12])(?<net>[KLN-]):(?<people>\d+)$/u

/** What the section keeps for its own work. @throws TypeError for a line that is not written as agreed. */
export function ownAssets(section: SectionPlan): AssetDraft[] {
  const text = workAreas1[section.code] ?? workAreas2[section.code]
  if (text === undefined) throw new RangeError(`no work area for section ${section.code}`)
  return text.split(' ').map((entry, index) => {
    const found = form.exec(entry)?.groups
    const kind = kinds[found?.['kind'] ?? '']
    const network = networks[found?.['net'] ?? '']
    if (found === undefined || kind === undefined || network === undefined) {
      throw new TypeError(`not an asset: ${entry}`)
    }
    const c = found['c']
    return {
      name: found['name'] ?? '',
      business: businessOf(section, index),
      kind,
      // a paper is on no network, however its text was written
      network: kind === 'paper' ? 'none' : network,
      people: Number(found['people']),
      confidentiality: c === '3' || c === '2' ? c : '1',
      integrity: found['i'] === '2' ? '2' : '1',
      availability: found['a'] === '2' ? '2' : '1',
      portable: false,
    }
  })
}

/** 「住民記録係」 → 「住民記録」, one 係 after another. */
function businessOf(section: SectionPlan, index: number): string {
  return (section.teams[index % section.teams.length] ?? section.name).replace(/係$/u, '')
}

/** Things to take along, numbered through the city by the section's code. */
export function devices(section: SectionPlan, random: Seeded): AssetDraft[] {
  const base = Number(section.code.slice(0, 2)) * 100 + Number(section.code.slice(2)) * 10
  const device = (
    name: string,
    place: number,
    kind: AssetValues['kind'],
    confidentiality: AssetValues['confidentiality'],
    network: AssetValues['network'],
  ): AssetDraft => ({
    name: `${name}${String(base + place).padStart(4, '0')}`,
    business: '貸出備品',
    kind,
    confidentiality,
    integrity: '1',
    availability: '1',
    people: 0,
    network,
    portable: true,
  })
  return [
    ...[1, 2, 3].map((place) => device('貸出用パソコン PC-', place, 'terminal', '2', 'lgwan')),
    device('タブレット端末 TB-', 1, 'terminal', '2', 'internet'),
    device('USBメモリ M-', 1, 'medium', '2', 'lgwan'),
    device('USBメモリ M-', 2, 'medium', random.pick(['1', '2', '3']), 'lgwan'),
    device('業務用携帯電話 K-', 1, 'terminal', '2', 'none'),
  ]
}

/** What every section keeps. */
export function commonAssets(section: SectionPlan, random: Seeded): AssetDraft[] {
  const draft = (
    name: string,
    kind: AssetValues['kind'],
    confidentiality: AssetValues['confidentiality'],
    integrity: AssetValues['integrity'],
    people: number,
  ): AssetDraft => ({
    name: `${name}(${section.name})`,
    business: '庶務',
    kind,
    confidentiality,
    integrity,
    availability: '1',
    people,
    network: kind === 'paper' ? 'none' : 'lgwan',
    portable: false,
  })
  const staff = section.weight * 3
  return [
    draft('課内共有フォルダ', 'file', '2', '2', 0),
    draft('職員出勤簿', 'paper', '2', '1', staff),
    draft('休暇簿', 'file', '2', '1', staff),
    draft('緊急連絡網', 'file', '2', '1', staff),
    draft('契約書・協定書綴', 'paper', '2', '2', 0),
    draft('支出負担行為書綴', 'paper', '2', '2', random.between(0, 60)),
    draft('文書収受簿', 'file', '2', '2', 0),
    draft('事務引継書', 'paper', '2', '1', 0),
    draft('会議資料綴', 'paper', '2', '1', 0),
    draft('問合せ・要望受付票', 'paper', '2', '1', random.between(20, 240)),
    draft('業務マニュアル', 'file', '1', '1', 0),
    draft('課ウェブページ原稿', 'file', '1', '1', 0),
    draft('委託業務報告書', 'paper', '2', '2', 0),
    draft('物品管理簿', 'file', '1', '1', 0),
    draft('旅行命令簿', 'file', '2', '1', staff),
    draft('公用車予約簿', 'file', '1', '1', 0),
    draft('時間外勤務命令簿', 'file', '2', '1', staff),
    draft('郵便発送簿', 'paper', '1', '1', 0),
    draft('住所ラベル印刷データ', 'file', '2', '1', random.between(40, 900)),
  ]
}
