import type { EditionModel } from '../exports/edition-model.ts'
import type { Cell, Table } from '../exports/table-cells.ts'
import { publishedParts, type Block } from './published-parts.ts'
import { publishedStyle } from './published-style.ts'
import { published } from './words.ts'

export { publishedPdf } from './published-pdf.ts'

/**
 * The policy as one HTML file that needs nothing else: no script, no picture, nothing fetched. Headings, numbered
 * clauses with anchors, tables with headers, 決定日・施行日・公表日 in 和暦, the law it is published under
 * (地方自治法第244条の6). The same edition gives the same bytes.
 */
export function publishedHtml(model: EditionModel): string {
  const { title, city, facts, blocks } = publishedParts(model)
  const sections = blocks.filter((b) => b.kind === 'section')
  const lines = [
    '<!doctype html>',
    '<html lang="ja">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escape(title)} - ${escape(city)}</title>`,
    `<style>${publishedStyle}</style>`,
    '</head>',
    '<body>',
    `<a class="skip" href="#honbun">${published.skip}</a>`,
    '<header>',
    `<p class="city">${escape(city)}</p>`,
    `<h1>${escape(title)}</h1>`,
    `<dl class="facts" aria-label="${published.facts}">`,
    ...facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${escape(value)}</dd></div>`),
    '</dl>',
    '</header>',
    ...(sections.length < 2 ? [] : contents(sections)),
    '<main id="honbun" tabindex="-1">',
    ...drawn(blocks, 2),
    '</main>',
    '<footer>',
    `<h2>${published.basis}</h2>`,
    `<p>${published.basisText}</p>`,
    '</footer>',
    '</body>',
    '</html>',
  ]
  return `${lines.join('\n')}\n`
}

function contents(sections: readonly Extract<Block, { kind: 'section' }>[]): string[] {
  return [
    '<nav aria-labelledby="mokuji">',
    `<h2 id="mokuji">${published.contents}</h2>`,
    '<ul>',
    ...sections.map(
      (s) => `<li><a href="#${encodeURIComponent(s.place)}">${numbered(s.label, s.heading)}</a></li>`,
    ),
    '</ul>',
    '</nav>',
  ]
}

/** Blocks one under the other; neighbouring clauses are a list. */
function drawn(blocks: readonly Block[], rank: number): string[] {
  const out: string[] = []
  let inList = false
  for (const block of blocks) {
    if ((block.kind === 'clause') !== inList) out.push(inList ? '</ul>' : '<ul class="clauses" role="list">')
    inList = block.kind === 'clause'
    out.push(...drawnBlock(block, rank))
  }
  if (inList) out.push('</ul>')
  return out
}

function drawnBlock(block: Block, rank: number): string[] {
  switch (block.kind) {
    case 'section': {
      const level = Math.min(rank, 6)
      return [
        `<section id="${escape(block.place)}">`,
        `<h${level}>${numbered(block.label, block.heading)}</h${level}>`,
        ...paragraphs(block.text),
        ...drawn(block.below, rank + 1),
        '</section>',
      ]
    }
    case 'clause':
      return [
        `<li id="${escape(block.place)}"><div class="clause"><span class="number">${escape(block.label)}</span>`,
        `<div class="words">`,
        ...paragraphs(block.text),
        ...drawn(block.below, rank),
        '</div></div></li>',
      ]
    case 'table':
      return drawnTable(block.name, block.table)
    case 'unconfirmed':
      return [
        `<div class="unconfirmed" role="group" aria-label="${published.unconfirmedTable}">`,
        ...paragraphs(block.text),
        '</div>',
      ]
  }
}

/** A table; the first cell of a row names it where the row has a name. */
function drawnTable(name: string, { shape, columns, rows }: Table): string[] {
  const named = shape !== 'cells'
  const head =
    columns.length === 0
      ? []
      : ['<thead><tr>', ...columns.map((c) => `<th scope="col">${escape(c)}</th>`), '</tr></thead>']
  const body = rows.map(({ cells }) => {
    const drawnCells = cells.map((cell, i) =>
      named && i === 0 ? `<th scope="row">${drawnCell(cell)}</th>` : `<td>${drawnCell(cell)}</td>`,
    )
    return `<tr>${drawnCells.join('')}</tr>`
  })
  return [
    `<div class="table" role="region" tabindex="0" aria-label="${escape(name)}">`,
    '<table>',
    `<caption>${escape(name)}</caption>`,
    ...head,
    '<tbody>',
    ...body,
    '</tbody>',
    '</table>',
    '</div>',
  ]
}

function drawnCell({ text, items }: Cell): string {
  const words = text === '' ? '' : withBreaks(text)
  if (items.length === 0) return words
  const list = items.map(
    ({ node }) => `<li><span class="number">${escape(node.label)}</span> ${withBreaks(node.text)}</li>`,
  )
  return `${words}<ul role="list">${list.join('')}</ul>`
}

const paragraphs = (text: string) => (text === '' ? [] : [`<p>${withBreaks(text)}</p>`])
const withBreaks = (text: string) => escape(text).replaceAll('\t', ' ').replaceAll('\n', '<br>')
const numbered = (label: string, heading: string) =>
  label === '' ? escape(heading) : `<span class="number">${escape(label)}</span> ${escape(heading)}`

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
