import type { Level, NodeType } from './types.ts'

const SENTENCE_END = /(?:。|こと|もの|とき|とする|をいう|ない|する|とおり)[)）」]?[。]?$/

/** Whether words read as a heading: short, without a comma or a sentence end. */
export function looksLikeHeading(words: string): boolean {
  return (
    words.length > 0 &&
    words.length <= 48 &&
    !/[。、，]/.test(words.replace(/[(（][^()（）]*[)）]/g, '')) &&
    !/[。]$/.test(words)
  )
}

const CALLS_LIST =
  /(?:次|以下|下記|各号|別表)(?:の|に|を|と|から|は|で|掲げ|いずれ|各|とおり|三段階)|次[^。]{0,12}(?:事項|対策|もの|とおり|掲げる|各号|措置)/

/** The kind of a node, from its family, its words and whether anything hangs below it. */
export function typeOf(node: {
  level: Level
  heading: string | null
  text: string
  /** Something with words of its own (or a table) hangs below. */
  hasItems: boolean
  hasChildren: boolean
  parentText: string | null
  parentIsList: boolean
}): NodeType {
  const { level, text, heading } = node
  if (level === '附則') return 'supplementary'
  if (level === '別表') return 'table'
  if (level === '様式') return 'form'
  if (level === '行') return 'row'
  if (/^(?:削除|[(（]?削除[)）]?)$/.test(text !== '' ? text : (heading ?? ''))) return 'deleted'
  if (text === '') return level === '・' ? 'bullet' : 'heading'
  if (level !== '・' && node.hasItems && CALLS_LIST.test(text)) return 'lead-in'
  if (
    !node.hasChildren &&
    node.parentIsList &&
    !SENTENCE_END.test(text) &&
    /(?:記録|記載|記入|明記した|書き入れ)(?:し|す|を)/.test(node.parentText ?? '') &&
    !/契約/.test(node.parentText ?? '')
  ) {
    return 'detail'
  }
  if (level === '・') return 'bullet'
  return 'provision'
}

export { CALLS_LIST, SENTENCE_END }
