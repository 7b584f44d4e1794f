import type { Table } from '#ground/paper/sheet.ts'

/*
 * A made-up city's staff before and after a 1 April, as the personnel office would send them: for tests of the
 * import, the journey of the first of April, and the bench. The same numbers give the same city.
 */

export type StaffFiles = {
  /** For the first load: 組織, and 職員 with their posts. */
  readonly units: Table
  readonly before: Table
  /** 全件 as of the day, under the headings of another system than ours. */
  readonly after: Table
  /** The same as a 発令一覧: only who changes. */
  readonly orders: Table
  /** What comparing `after` finds, by kind; `retire` are those who are not in it. */
  readonly expected: Readonly<Record<ExpectedKind, number>>
}
type ExpectedKind =
  | 'hire'
  | 'move'
  | 'promote'
  | 'retire'
  | 'rename'
  | 'leave'
  | 'add-post'
  | 'create-unit'
  | 'extend'

const families =
  '佐藤 鈴木 髙橋 田中 渡邉 伊藤 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水'
const familyKana =
  'サトウ スズキ タカハシ タナカ ワタナベ イトウ ヤマモト ナカムラ コバヤシ カトウ ヨシダ ヤマダ ササキ ヤマグチ マツモト イノウエ キムラ ハヤシ サイトウ シミズ'
const givens = '翔太 美咲 健 陽子 大輔 彩 誠 由美 拓也 真理 浩二 恵 直樹 花子 隆 桜 剛 瞳 亮 京子'
const givenKana =
  'ショウタ ミサキ ケン ヨウコ ダイスケ アヤ マコト ユミ タクヤ マリ コウジ メグミ ナオキ ハナコ タカシ サクラ ツヨシ ヒトミ リョウ キョウコ'
const list = (text: string): readonly string[] => text.split(' ')
const at = (text: string, index: number): string => list(text)[index % list(text).length] ?? ''

type Somebody = {
  readonly number: string
  readonly family: string
  readonly given: string
  readonly kana: string
  readonly unit: number
  readonly title: string
  readonly kind: string
  readonly until: string
}

/** The first of the numbers; what the tests' small city has lies below. */
const FIRST_NUMBER = 100_000

/**
 * Makes the files of a city of so many people in so many units for a day. A third of the people move, a twentieth is
 * promoted, and some of everything else there is.
 */
export function staffFiles(size: { people: number; units: number; on: string }): StaffFiles {
  const departments = Math.max(2, Math.round(size.units / 10))
  const code = (unit: number): string =>
    unit < departments ? `D${pad(unit, 3)}` : `D${pad(unit % departments, 3)}${pad(unit, 4)}`
  const name = (unit: number): string => (unit < departments ? `第${unit + 1}部` : `第${unit + 1}課`)
  const people = Array.from({ length: size.people }, (_, index) => somebody(index, size.units, departments))
  const nextEnd = `${Number(size.on.slice(0, 4)) + 1}-03-31`

  const counts = { hire: 0, move: 0, promote: 0, retire: 0, rename: 0, leave: 0, extend: 0 }
  const sides: { row: string[]; order: string[] }[] = []
  const orders: string[][] = []
  const after: string[][] = []
  const newUnit = ['D00090001', '危機管理課'] as const
  const order = (
    who: Somebody,
    word: string,
    unit: string,
    unitName: string,
    title: string,
    until = '',
  ): void =>
    void orders.push([
      who.number,
      `${who.family} ${who.given}`,
      word,
      name(who.unit),
      unit,
      unitName,
      title,
      until,
      size.on,
    ])
  for (const [index, who] of people.entries()) {
    const isHead = who.title === '部長' || who.title === '課長'
    if (!isHead && index % 40 === 7) {
      counts.retire += 1
      order(who, '定年退職', '', '', '')
      continue
    }
    let { family, unit, title, until } = who
    let leave = ''
    let target: readonly [string, string] | undefined
    if (who.kind === '会計年度任用') {
      counts.extend += 1
      until = nextEnd
      order(who, '任期の更新', '', '', '', nextEnd)
    } else if (!isHead && index % 3 === 0) {
      counts.move += 1
      unit = departments + ((index * 7 + 1) % (size.units - departments))
      if (unit === who.unit) unit = departments + ((unit - departments + 1) % (size.units - departments))
      if (index % 300 === 0) target = newUnit
      order(who, '異動', target?.[0] ?? code(unit), target?.[1] ?? name(unit), title)
    } else if (!isHead && index % 20 === 4 && title === '主任') {
      counts.promote += 1
      title = '係長'
      order(who, '昇任', code(unit), name(unit), title)
    } else if (!isHead && index % 50 === 11) {
      counts.rename += 1
      family = family === '二条' ? '三条' : '二条'
      order({ ...who, family }, '改姓', '', '', '')
    } else if (!isHead && index % 100 === 13) {
      counts.leave += 1
      leave = '育児休業'
      order(who, '育児休業', '', '', '')
    } else if (title === '課長' && index % 5 === 0) {
      const beside = departments + ((unit - departments + 1) % (size.units - departments))
      sides.push({
        row: rowOf({ ...who, family }, code(beside), name(beside), '課長', '事務取扱', '', ''),
        order: [
          who.number,
          `${family} ${who.given}`,
          '事務取扱',
          '',
          code(beside),
          name(beside),
          '課長',
          '',
          size.on,
        ],
      })
    }
    after.push(
      rowOf(
        { ...who, family },
        target?.[0] ?? code(unit),
        target?.[1] ?? name(unit),
        title,
        who.kind === '会計年度任用' ? '会計年度任用職員' : '',
        until,
        leave,
      ),
    )
  }
  const hires = Math.round(size.people / 30)
  for (let index = 0; index < hires; index += 1) {
    const who = somebody(size.people + index + size.units, size.units, departments)
    const number = pad(FIRST_NUMBER + size.people + index, 7)
    after.push(rowOf({ ...who, number, kind: '本務' }, code(who.unit), name(who.unit), '主事', '', '', ''))
    orders.push([
      number,
      `${who.family} ${who.given}`,
      '新規採用',
      '',
      code(who.unit),
      name(who.unit),
      '主事',
      '',
      size.on,
    ])
  }
  counts.hire = hires
  return {
    units: {
      header: ['組織コード', '組織名', '上位組織コード'],
      rows: Array.from({ length: size.units }, (_, unit) => [
        code(unit),
        name(unit),
        unit < departments ? '' : code(unit % departments),
      ]),
    },
    before: {
      header: ['職員番号', '氏名', 'フリガナ', '所属コード', '職名', '任用区分', '発令日', '終了日'],
      rows: people.map((who) => [
        who.number,
        `${who.family} ${who.given}`,
        who.kana,
        code(who.unit),
        who.title,
        who.kind === '本務' ? '' : who.kind,
        '2024-04-01',
        who.until,
      ]),
    },
    after: {
      header: [
        '職員番号',
        '漢字氏名',
        'カナ氏名',
        '所属コード',
        '所属名称',
        '補職名',
        '任用区分',
        '任期満了日',
        '休職区分',
      ],
      rows: [...after, ...sides.map((each) => each.row)],
    },
    orders: {
      header: [
        '職員番号',
        '氏名',
        '発令区分',
        '旧所属',
        '新所属コード',
        '新所属',
        '新職名',
        '任期満了日',
        '発令日',
      ],
      rows: [...orders, ...sides.map((each) => each.order)],
    },
    expected: {
      ...counts,
      'add-post': sides.length,
      'create-unit': after.some((row) => row[3] === newUnit[0]) ? 1 : 0,
    },
  }

  function somebody(index: number, units: number, heads: number): Somebody {
    const unit = index < units ? index : heads + (index % (units - heads))
    const kind = index >= units && index % 6 === 5 ? '会計年度任用' : '本務'
    const title =
      index < units
        ? index < heads
          ? '部長'
          : '課長'
        : kind === '本務'
          ? at('主事 主任 係長', index)
          : '事務補助'
    return {
      number: pad(FIRST_NUMBER + index, 7),
      family: at(families, index),
      given: at(givens, Math.floor(index / 20) + index),
      kana: `${at(familyKana, index)} ${at(givenKana, Math.floor(index / 20) + index)}`,
      unit,
      title,
      kind,
      // The first load takes the first day after the term, as our own files do.
      until: kind === '本務' ? '' : size.on,
    }
  }
}

function rowOf(
  who: Somebody,
  unit: string,
  unitName: string,
  title: string,
  kind: string,
  until: string,
  leave: string,
): string[] {
  return [who.number, `${who.family} ${who.given}`, who.kana, unit, unitName, title, kind, until, leave]
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
