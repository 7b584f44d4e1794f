/** What the items of a list do to its opening words. */
export type ListRole =
  /** Each item says something of its own and takes over what the opening says: the opening is no norm. */
  | 'items-inherit'
  /** The items only name things, conditions or fields: the opening is the norm, the items are none. */
  | 'opening-speaks'

const CALL =
  /(?:次|以下|下記|別表|左記|下表|右)(?:の|に|を|と|から|は|で|掲げ|いずれ|各|表)|(?:前|次)[^。]{0,12}(?:事項|対策|もの|とおり|掲げる|各号|措置)|各号/

/** Whether a sentence calls for a list. */
export const callsList = (text: string): boolean => CALL.test(text)

const CONDITIONS =
  /(?:次|以下)(?:の|に掲げる)?(?:各号)?(?:の|に掲げる)?(?:いずれか|いずれにも|すべて|全て|場合|とき|要件)/
const DELIBERATES =
  /事項(?:等)?(?:について|に関し|を|の)?、?(?:調査|調査審議|審議|協議|検討|所掌|所管|つかさど)/
const ITEMS_SPEAK =
  /(?:事項|内容|行為|措置|対策|項目|要件|もの|こと|点|とおり|義務|規定|用語|脅威|分類|業務|事務|役割|条件|基準|方法|手順|ところ|各号|表|図|対応|原則|目的|観点|取扱い|取り扱い|規則|ルール|任務|責務|職務|役目)/

/**
 * How the opening of a list and its items share what is said. Items that are sentences always speak for themselves;
 * conditions (次のいずれかに該当する場合), matters a council deliberates and named things (次に掲げる装置) do not.
 */
export function listRole(
  opening: string,
  items: readonly { readonly text: string; readonly detail: boolean }[],
): ListRole {
  if (items.length === 0) return 'opening-speaks'
  if (items.every((i) => i.detail)) return 'opening-speaks'
  const speaking = items.filter((i) => saysSomething(i.text)).length
  if (CONDITIONS.test(opening) && speaking * 2 <= items.length) return 'opening-speaks'
  if (
    speaking * 2 > items.length &&
    !items.every((i) => /に関(?:する|し)[^。]{0,16}(?:こと|事項)。?$/.test(i.text))
  )
    return 'items-inherit'
  if (DELIBERATES.test(opening)) return 'opening-speaks'
  if (/(?:次|以下)(?:の各号)?に(?:掲げる|定める|該当する)(?:者|職員|職員等|団体|事業者)は/.test(opening))
    return 'opening-speaks'
  const things =
    /(?:次|以下)(?:に(?:掲げる|定める|示す)|の)([一-龠ァ-ヶー々A-Za-z]{1,16})(?:等)?(?:\([^()]*\))?(?:は|を|に|が|について|へ|の(?!事項|内容|とおり))/.exec(
      opening,
    )
  if (things?.[1] !== undefined && !ITEMS_SPEAK.test(things[1])) return 'opening-speaks'
  return 'items-inherit'
}

/** Whether an item is a sentence rather than a noun. */
export const saysSomething = (text: string): boolean =>
  /(?:[うくぐすつぬぶむる]|ない|こと|た)。?(?:\([^()]*\))?$/.test(text.trim()) &&
  !/(?:場合|とき)。?$/.test(text)
