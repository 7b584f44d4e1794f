import { finding, inNode, type LintRule } from './finding.ts'

/** A value the text leaves to the city: it must be set before a duty can fall due. */
export const openValueFindings: LintRule = (doc) => {
  const norms = new Map(doc.norms.map((n) => [n.id, n]))
  return doc.parameters.flatMap((parameter) => {
    const [first, ...rest] = parameter.norms.flatMap((id) => {
      const norm = norms.get(id)
      return norm === undefined ? [] : [norm]
    })
    if (first === undefined) return []
    const words = parameter.words.split('・')[0] ?? ''
    const at = first.text.indexOf(words)
    const usual = parameter.usual === null ? '' : `(よくある値: ${parameter.usual.value}${parameter.unit})`
    return [
      finding(
        'open-value',
        first.node,
        words,
        `条文には「${words}」とあるだけで、${parameter.label}の値がありません${usual}。「定める値」で本市の値を決めてください。`,
        { range: at < 0 ? null : inNode(first, at, at + words.length), related: rest.map((n) => n.node) },
      ),
    ]
  })
}
