import { HIDDEN } from './plain.ts'
import type { Finding, Sentence } from './sentence.ts'
import type { Modality } from './types.ts'

type Rule = readonly [words: RegExp, modality: Modality]

/** Endings in order of strength: what stands first wins. All look at the words before the last 。 */
const ENDINGS: readonly Rule[] = [
  [/この限り(?:で|では)(?:ない|ありません)(?:ものとする)?$/, 'permission'],
  [/(?:ただし|但し).*(?:を|は)(?:除く|除外する)(?:ものとする)?$/, 'permission'],
  [
    /努め(?:なければなら(?:なら)?ない|ねばならない|るものとする|ること|るよう(?:にする|にしなければならない)|る)$/,
    'effort',
  ],
  [/(?:よう(?:に)?|ことを)努力(?:する|しなければならない|するものとする|すること)$/, 'effort'],
  [/よう心[がか]け(?:る|なければならない|るものとする|ること)$/, 'effort'],
  [/ことが(?:望ましい|できるよう努める)$/, 'effort'],
  [/(?:なければ|ねば|なくては)(?:なら(?:なら)?ない|いけない)(?:ものとする|こと)?$/, 'obligation'],
  [/(?:て|で)は(?:なら(?:なら)?ない|いけない|いけません)(?:ものとする|こと)?$/, 'prohibition'],
  [
    /(?:禁止(?:する|し|とする|しなければならない)?|禁ずる|禁じる|厳禁(?:とする)?)(?:ものとする|こと)?$/,
    'prohibition',
  ],
  [/非公開とする(?:ものとする|こと)?$/, 'prohibition'],
  [/(?:を|は)(?:一切)?(?:認めない|許可しない|許さない)(?:ものとする|こととする|こと)?$/, 'prohibition'],
  [/ことは?(?:でき|出来)ない(?:ものとする|こととする|こと)?$/, 'prohibition'],
  [/(?:でき|出来)ない(?:ものとする|こととする|こと)?$/, 'prohibition'],
  [/(?:ことが)?(?:でき|出来)る(?:ものとする|こととする)?$/, 'permission'],
  [
    /(?:妨げ(?:ない|るものではない)|差し?支えない|(?:て|で)も?よい|ば(?:よい|足りる)|もって足りる)(?:ものとする|こととする)?$/,
    'permission',
  ],
  [/(?:こと|使用|利用|場合)を(?:認める|許可する)(?:ものとする|ことができる)?$/, 'permission'],
  [/を(?:要し|必要とし)ない(?:ものとする|こととする)?$/, 'permission'],
  [/要しない(?:ものとする|こととする)?$/, 'permission'],
  [/(?:適用|準用)しない(?:ものとする|こととする)?$/, 'definition'],
  [
    /(?:ことの|ことが)ない(?:よう|ように)(?:する|しなければならない|注意する)(?:ものとする|こと)?$/,
    'obligation',
  ],
  [/ない(?:よう|ように)(?:する|徹底する|注意する|留意する)(?:ものとする|こと)?$/, 'obligation'],
  [/必要(?:は|が)ない(?:ものとする|こととする)?$/, 'permission'],
  [/[ぁ-ん](?<!なら|では|じゃ|少|こと[がの]|もの[がの])ない(?:ものとする|こととする|こと)?$/, 'prohibition'],
]

const AUTHORITY =
  /(?:(?:権限|責任|責務)(?:と責任|及び責任|と権限|及び権限|及び義務|等)*を(?:有する|負う|持つ)|(?:をもって|を以て)(?:これに|、)?(?:充|あ)てる|に充てる|(?:職務|事務)を(?:代理|代行)する|代理する|権限及び責任は、[^。]*に(?:ある|属する)|(?:権限|責任)は、[^、。]{2,24}が(?:有する|負う)|(?:責任者|管理者|担当者|長)(?:は、[^。]*)?とし、[^。]*(?:充てる|とする))(?:ものとする|こととする|こと)?$/

/** A post or a body is set up: 協議会を置く. Whether it is one is told by the noun. */
const SET_UP =
  /([^、。を]{2,40})\ue000*(?:を)?(?:[0-9一二三四五六七八九十]+[名人](?:以内)?)?を(?:それぞれ|必要に応じて?)?(?:置く|設置する|設ける)(?:ものとする|こととする|こと)?$/

/** A document speaks of itself: この規程は, 本基準は. */
const DOCUMENT =
  /^(?:また、|なお、)?(?:この|本|当該|当)?(?:[^、。はが]{0,30})?(?:規程|規則|訓令|要綱|要領|要項|基準|方針|ポリシー|告示|指針|条例|手順|ガイドライン|文書|対策基準|基本要綱)(?:\ue000*)(?:は|における|において|で用いる|が|の)/

/** What a sentence does, told by its end. Colour: green for a whole ending, amber where the ending has two readings. */
export function modalityOf(sentence: Sentence, roleIs: (word: string) => boolean): Finding<Modality> | null {
  const bare = sentence.bare
  let end = bare.length
  while (end > 0 && /[\s。.\ue000」』※]/.test(bare.charAt(end - 1))) end -= 1
  const body = bare.slice(0, end)
  const cue = (from: number): readonly [number, number] => [from, end]
  const found = (value: Modality, from: number, colour: 'green' | 'amber' = 'green') => ({
    value,
    cue: cue(from),
    colour,
  })

  const bound = /義務(?:を(?:負う|有する|負っている)|がある)(?:ものとする)?$/.exec(body)
  if (bound !== null && !/(?:権限|責任)及び義務/.test(body)) return found('obligation', bound.index)
  const definition = definitionIn(body)
  if (definition !== null) return found('definition', definition.from, definition.colour)
  const authority = AUTHORITY.exec(body)
  if (authority !== null) return found('authority', authority.index)
  const setUp = SET_UP.exec(body)
  if (setUp !== null && roleIs(lastNoun(setUp[1] ?? ''))) return found('authority', setUp.index)
  const named = /(?:を|をもって)([^。をは]{2,40}?)と(?:する|し、[^。]*)(?:ものとする)?$/.exec(body)
  const holder = /(?:責任者|管理者|担当者|リーダー|長|委員|監査人)\ue000*は、([^、。を]{2,40})とする$/.exec(
    body,
  )
  if (holder !== null && roleIs(lastNoun(holder[1] ?? '')) && !/職員等?$/.test(holder[1] ?? ''))
    return found('authority', holder.index)
  if (named !== null && roleIs(lastNoun(named[1] ?? ''))) return found('authority', named.index)
  const delegated =
    /(?:必要な事項|細目|細則|その他(?:の)?[^。]{0,10}事項)[^。]*(?:別に|が)[^。]{0,30}定める(?:ものとする|こととする)?$|(?:については|に関しては|手続は)、[^、。]{2,24}が別に定める(?:ものとする)?$/.exec(
      body,
    )
  if (delegated !== null) return found('authority', delegated.index)
  // 保存するとともに、連携に努める: the stricter of two duties is the norm's.
  const also = /[うくすつぬぶむる]とともに、[^。]*努め/.exec(body)
  if (also !== null && !/努め[^。]*とともに/.test(body)) return found('obligation', also.index, 'amber')
  for (const [words, value] of ENDINGS) {
    const m = words.exec(body)
    if (m !== null) return found(value, m.index)
  }
  const thing = /[のたい]ものとする$/.exec(body)
  if (thing !== null && !topicIsRole(sentence) && !/(?:な|た)い?ものとする$/.test(body))
    return found('definition', thing.index, 'amber')
  const shall = /(?:もの|こと)とする$/.exec(body)
  if (shall !== null) return found('obligation', shall.index)
  const decides = /(?:重要な|必要な|基本的な)?事項(?:等)?を(?:審議し、)?決定する$/.exec(body)
  if (decides !== null) return found('authority', decides.index)
  const same =
    /(?:同様|同じ扱い|無効|有効|対象|範囲|例|末日まで|(?:分類|機密性|完全性|可用性|区分)[0-9ⅠⅡⅢⅣA-C]+(?:以上)?)とする$/.exec(
      body,
    )
  if (same !== null) return found('definition', same.index, 'amber')
  const bounds = /(?:必要最小限|最小限|最低限|以内|以下|以上|未満|のみ|だけ|限り)(?:のもの)?とする$/.exec(
    body,
  )
  if (bounds !== null) return found('obligation', bounds.index, 'amber')
  const must = /(?:こと|事)$/.exec(body)
  if (must !== null) return found('obligation', Math.max(0, must.index - 2))
  const is = /とする$/.exec(body)
  if (is !== null) return found(topicIsRole(sentence) ? 'obligation' : 'definition', is.index, 'amber')
  const improve = /(?:向上|改善|推進|徹底|充実|強化)を図る$/.exec(body)
  if (improve !== null) return found('obligation', improve.index, 'amber')
  const verb = /(?:する|[うくぐすつぬぶむる])$/.exec(body)
  if (verb !== null) return found('obligation', Math.max(0, verb.index - 2))
  return null
}

function definitionIn(body: string): { from: number; colour: 'green' | 'amber' } | null {
  const at = (m: RegExpExecArray, colour: 'green' | 'amber' = 'green') => ({ from: m.index, colour })
  const says = /(?:を(?:いう|指す|意味する)|(?:[とて]|略して)いう)(?:ものとする)?$/.exec(body)
  if (says !== null) return at(says)
  // How another rule is read, and what counts as done: nobody has to do anything.
  const reads =
    /(?:準用|(?:と|ものと)みな|読み替え|従前の例によ)(?:する|す|ることとする|る|て適用する)(?:ものとする|こととする)?$/.exec(
      body,
    )
  if (reads !== null) return at(reads)
  const purpose = /(?:を|ことを)(?:その)?目的と(?:する|し、[^。]*)(?:ものである|ものとする)?$/.exec(body)
  if (purpose !== null) return at(purpose)
  const force = /(?:施行|適用)する(?:ものとする)?$/.exec(body)
  if (force !== null && /日(?:から|より)|公布の日|令達の日|決裁の日/.test(body)) return at(force)
  const repeal = /(?:は、)?廃止する$/.exec(body)
  if (repeal !== null && /^(?:[^。]*)(?:規程|規則|要綱|要領|基準|方針|訓令)/.test(body)) return at(repeal)
  if (DOCUMENT.test(body)) {
    const sets =
      /(?:事項|措置|内容|基準|細目|手続|こと|方法|必要な[^、。]{1,12}|これ)(?:等)?を(?:総合的に|具体的に)?(?:定める|定めた|規定する|示す|示した)(?:もの)?(?:とする|である)?$/.exec(
        body,
      )
    if (sets !== null) return at(sets)
    const scope =
      /(?:を対象とする|とする|のとおりである|に適用する|準用する|の例による|であ(?:る|り、[^。]*)|定めるところによる|による)(?:もの)?(?:とする)?$/.exec(
        body,
      )
    if (scope !== null && /用語|意義|定義|意味|対象|範囲|適用|位置付け|構成|準用/.test(body)) return at(scope)
  }
  const sets = /必要な[^、。]{0,12}(?:事項|手続)を定め(?:る|た)もの(?:とする|である)$/.exec(body)
  if (sets !== null) return at(sets)
  const terms =
    /(?:用語|意義|定義|意味)[^。]*(?:による|のとおりとする|準用する|定めるところによる)(?:ものとする)?$/.exec(
      body,
    )
  if (terms !== null) return at(terms)
  const follows =
    /(?:次|以下|別表|別図|下記|下表|右表|上記)[^、。]{0,16}のとおり(?:とする|である|定める)?(?:ものとする)?$/.exec(
      body,
    )
  if (follows !== null) return at(follows)
  const range =
    /(?:範囲|対象|期間|期限|有効期限|任期|定義|意義|名称|単位|様式|書式|構成)[^はが、]{0,12}は、[^。]*とする$/.exec(
      body,
    )
  if (range !== null) return at(range, 'amber')
  return null
}

const lastNoun = (words: string): string =>
  words
    .replaceAll(HIDDEN, '')
    .replace(/[0-9一二三四五六七八九十]+[名人](?:以内)?$/, '')
    .replace(/^.*(?:の|する|な|た|る)(?=[^のるた])/, '')

function topicIsRole(sentence: Sentence): boolean {
  return sentence.roles.some((r) => /^\ue000*(?:は、|は)/.test(sentence.bare.slice(r.end)))
}

/** A noun that ends a list item: what it forbids is a prohibition, else it does what its lead-in does. */
export function modalityOfNoun(text: string): Modality | null {
  return /禁止(?:事項)?[。]?$|厳禁[。]?$/.test(text) ? 'prohibition' : null
}
