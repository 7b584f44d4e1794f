/** Somebody with a part to play: the seat is fixed, so that guides and tests can name the person. */
export type CastMember = {
  readonly key: string
  readonly postKey: string
  readonly family: string
  readonly given: string
  readonly familyKana: string
  readonly givenKana: string
}

/** The named people of the sample city. All of them are invented. */
export const cast: readonly CastMember[] = [
  member('kuga', 'mayor/市長', '久我 正道 クガ マサミチ'),
  member('mikuni', 'mayor/副市長(企画財政部担任)', '三国 泰之 ミクニ ヤスユキ'),
  member('kashiwagi', 'mayor/副市長', '柏木 久美子 カシワギ クミコ'),
  member('asakura', 'board/教育長', '朝倉 和彦 アサクラ カズヒコ'),
  member('nonomura', '01/部長', '野々村 聡 ノノムラ サトシ'),
  member('makabe', '0103/課長', '真壁 智子 マカベ トモコ'),
  member('hasumi', '010301/主査', '蓮見 亮太 ハスミ リョウタ'),
  member('ogino', '04/部長', '荻野 恒一 オギノ コウイチ'),
  member('kiritani', '0404/課長', '桐谷 和枝 キリタニ カズエ'),
  member('yoshii', '0404/課長補佐', '𠮷井 孝明 ヨシイ タカアキ'),
  member('hamada', '040402/係長', '濵田 由紀 ハマダ ユキ'),
  member('usami', '040401/主任', '宇佐美 遥 ウサミ ハルカ'),
  member('natori', '040402/主任', '名取 耕平 ナトリ コウヘイ'),
  member('fujishiro', '040402/主事', '藤代 千尋 フジシロ チヒロ'),
  member('soma', '0305/課長', '相馬 靖 ソウマ ヤスシ'),
  member('takami', '0305/課長補佐', '髙見 佳代 タカミ カヨ'),
  member('shiotani', '030502/主事', '塩谷 航 シオタニ ワタル'),
  member('torii', '1301/局長', '鳥居 文雄 トリイ フミオ'),
  member('kashima', '130101/主査', '鹿島 正憲 カシマ マサノリ'),
]

/** The seat that stands empty in the sample city, and who left it. */
export const vacantPost = '0501/課長'
export const formerHolder = member('urabe', vacantPost, '卜部 昭仁 ウラベ アキヒト')

function member(key: string, postKey: string, name: string): CastMember {
  const [family = '', given = '', familyKana = '', givenKana = ''] = name.split(' ')
  return { key, postKey, family, given, familyKana, givenKana }
}

/** 「姓 名」 of somebody in the cast. Throws for an unknown key: the sample's lists must fit together. */
export function nameInCast(key: string): string {
  const found = cast.find((each) => each.key === key)
  if (found === undefined) throw new TypeError(`nobody in the cast is called ${key}`)
  return `${found.family} ${found.given}`
}
