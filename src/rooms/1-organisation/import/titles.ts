import type { PostRank, UnitKind } from '#authority/tables.ts'

/** Where the name of a unit ends decides its kind, as offices name their units. Longest ending first. */
const kindEndings: readonly [RegExp, UnitKind][] = [
  [/(?:推進会議|協議会|会議|対応チーム)$/u, '会議'],
  [/(?:委員会|議会)$/u, '委員会'],
  [/(?:事務局|局|本部)$/u, '局'],
  [/(?:保健センター|センター|事務所|出張所|支所|所|館|園|校|病院|消防署|署|場)$/u, '機関'],
  [/部$/u, '部'],
  [/課$/u, '課'],
  [/室$/u, '室'],
  [/(?:係|班|担当|グループ|チーム)$/u, '係'],
]

/** The kind a unit's name speaks of, or undefined when it says nothing. */
export function kindOfName(name: string): UnitKind | undefined {
  return kindEndings.find(([ending]) => ending.test(name))?.[1]
}

/** Words of a 職位 column and what they mean. */
export const rankWords: Readonly<Record<string, PostRank>> = {
  副市長: 'vice-mayor',
  長: 'head',
  所属長: 'head',
  部長級: 'head',
  課長級: 'head',
  次長級: 'deputy-head',
  補佐: 'deputy-head',
  課長補佐級: 'deputy-head',
  係長級: 'section-chief',
  係長: 'section-chief',
  リーダー: 'leader',
  一般: 'staff',
  構成員: 'member',
}

/** Which title makes somebody head of a unit of each kind. */
const headTitles: Readonly<Record<UnitKind, RegExp>> = {
  部: /部長$/u,
  局: /(?:局長|本部長)$/u,
  課: /課長$/u,
  室: /室長$/u,
  係: /(?!)/u,
  機関: /(?:所長|館長|園長|校長|院長|署長|場長|センター長|支所長|事務長)$/u,
  施設: /(?:所長|館長|園長|校長|院長|署長|場長|センター長|支所長|事務長)$/u,
  委員会: /(?:委員長|議長|会長)$/u,
  会議: /(?:委員長|議長|会長|座長)$/u,
}

/**
 * The rank that a title has in a unit of a kind. 課長 in a 課 is its head; 課長 in a 部 (a 課長級 officer without
 * a section of his own) is not, and neither is 担当課長 or 課長補佐.
 */
export function rankOfTitle(title: string, kind: UnitKind | null): PostRank {
  if (/^副(?:市|町|村|区)?長$|^副知事$/u.test(title)) return 'vice-mayor'
  if (/^(?:市|町|村|区)長$|^知事$|^教育長$/u.test(title)) return kind === null ? 'member' : 'staff'
  if (title.endsWith('リーダー')) return 'leader'
  if (/(?:次長|補佐|副(?:部|局|課|室|所|館|園|校|院|署|場)長|代理|理事|参事|副参事|主幹)$/u.test(title))
    return 'deputy-head'
  if (kind !== null && headTitles[kind].test(title) && !/担当(?:部|局|課|室)長$/u.test(title)) return 'head'
  if (/(?:部|局|課|室)長$/u.test(title)) return 'deputy-head'
  if (/(?:係長|班長|主査|主任主査|グループ長|チーム長)$/u.test(title)) return 'section-chief'
  if (kind === '委員会' || kind === '会議') return 'member'
  return 'staff'
}
