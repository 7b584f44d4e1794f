import { inventedStandard } from './invented-standard.ts'

// The characters of which places and things are named: sentences of a long text differ from each other, as in a real one.
const characters = [...'水火木金土山川海空森林田町村里橋坂谷原野池湖岸浜島峰丘岩石砂灯窓門戸庭畑道路駅港']
const things = /情報資産|作業|端末|障害|情報システム|通信|業務|点検|研修|ネットワーク/g

/** One standard of `length` characters: chapters of many invented ones, counted on, each thing with a name of its own. */
export function longStandard(length: number): string {
  let state = 7
  const pick = (): string => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return characters[(state >>> 8) % characters.length] ?? ''
  }
  const lines = ['架空市情報セキュリティ対策基準']
  let written = 0
  let chapter = 0
  for (let seed = 1; written < length; seed += 1) {
    for (const line of inventedStandard(seed).split('\n').slice(1)) {
      const counted = line.replace(/^第[0-9]+(?=章)/, () => `第${(chapter += 1)}`)
      const named = counted.replace(things, (thing) => `${pick()}${pick()}${pick()}${pick()}の${thing}`)
      lines.push(named)
      written += named.length
    }
  }
  return `${lines.join('\n')}\n`
}
