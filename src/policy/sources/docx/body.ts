import { childNamed, childrenNamed, isElement, textBelow, type Element } from '../markup.ts'
import { writeGrid, type GridCell, type GridRow } from '../grid.ts'
import type { Numbering } from './numbering.ts'
import { writeRuns, type Document } from './runs.ts'
import { findBelow, isOn, valueOf, wholeNumber } from './xml.ts'

export type Body = Document & {
  readonly numbering: Numbering
  /** The paragraph before lost its end to a tracked change: the next one goes on in its line. */
  joined: boolean
}

/** Writes paragraphs and tables in order. `level` counts the tables around. */
export function writeBlocks(parent: Element, body: Body, level = 0): void {
  for (const child of parent.children) if (isElement(child)) writeBlock(child, body, level)
}

function writeBlock(element: Element, body: Body, level: number): void {
  switch (element.name) {
    case 'w:p':
      writeParagraph(element, body)
      return
    case 'w:tbl':
      writeTable(element, body, level)
      return
    case 'w:sdt': {
      const content = childNamed(element, 'w:sdtContent')
      if (content === undefined) return
      const from = body.writing.here()
      writeBlocks(content, body, level)
      if (isContentsControl(element)) body.writing.aside(from, 'contents')
      return
    }
    case 'mc:AlternateContent': {
      const choice = childNamed(element, 'mc:Choice') ?? childNamed(element, 'mc:Fallback')
      if (choice !== undefined) writeBlocks(choice, body, level)
      return
    }
    case 'w:altChunk':
      body.met.attached += 1
      return
    case 'w:ins':
    case 'w:moveTo':
    case 'w:customXml':
    case 'w:smartTag':
      writeBlocks(element, body, level)
      return
    default:
  }
}

function isContentsControl(control: Element): boolean {
  const properties = childNamed(control, 'w:sdtPr')
  const gallery = properties === undefined ? undefined : findBelow(properties, 'w:docPartGallery')
  return gallery?.attributes.get('w:val') === 'Table of Contents'
}

function writeParagraph(paragraph: Element, body: Body): void {
  const { writing, styles, fields } = body
  const properties = childNamed(paragraph, 'w:pPr')
  const mark = properties === undefined ? undefined : childNamed(properties, 'w:rPr')
  const endDeleted =
    mark !== undefined && (childNamed(mark, 'w:del') ?? childNamed(mark, 'w:moveFrom')) !== undefined
  const style = styles.paragraph(valueOf(properties, 'w:pStyle'))
  // A paragraph that was deleted as a whole is not there, and so has no number either.
  if (endDeleted && !hasWords(paragraph)) {
    writeBoxes(writeRuns(paragraph, body), body)
    return
  }
  const goesOn = body.joined
  if (!goesOn) writing.line()
  const from = writing.here()
  const inContents = fields.contents()
  const label = goesOn ? null : body.numbering.next(properties, style)
  if (label !== null) {
    const at = writing.here()
    writing.text(label.text)
    writing.label(at, label.depth)
    if (label.after !== '') writing.gap(label.after)
  }
  const boxes = writeRuns(paragraph, body)
  const outline = wholeNumber(valueOf(properties, 'w:outlineLvl'))
  const rank = outline === undefined ? style.rank : outline < 9 ? outline + 1 : null
  body.joined = endDeleted
  if (endDeleted) {
    writeBoxes(boxes, body)
    return
  }
  if (inContents || fields.contents() || style.contents) writing.aside(from, 'contents')
  else if (rank !== null) writing.heading(from, rank)
  writing.end()
  writeBoxes(boxes, body)
}

/** Words that float beside the text: after the paragraph they hang on, and not part of it. */
function writeBoxes(boxes: readonly Element[], body: Body): void {
  for (const box of boxes) {
    if (!hasWords(box)) continue
    body.met.boxes += 1
    body.writing.end()
    const from = body.writing.here()
    const joined = body.joined
    body.joined = false
    writeBlocks(box, body, 1)
    body.joined = joined
    body.writing.end()
    body.writing.aside(from, 'unrecognised')
  }
}

/** Whether anything of a paragraph is left when what was deleted in it is taken away. */
function hasWords(element: Element): boolean {
  return element.children.some((child) => {
    if (!isElement(child) || child.name === 'w:del' || child.name === 'w:moveFrom') return false
    return (child.name === 'w:t' && textBelow(child).trim() !== '') || hasWords(child)
  })
}

function writeTable(table: Element, body: Body, level: number): void {
  const rows = partsOf(table, 'w:tr').filter((row) => {
    const properties = childNamed(row, 'w:trPr')
    const deleted = properties !== undefined && childNamed(properties, 'w:del') !== undefined
    if (deleted) body.met.deleted += 1
    return !deleted
  })
  const grid = rows.map((row) => {
    const properties = childNamed(row, 'w:trPr')
    const before = wholeNumber(valueOf(properties, 'w:gridBefore')) ?? 0
    const cells = partsOf(row, 'w:tc').map((cell): GridCell => gridCell(cell, body, level))
    const empty: GridCell[] = before > 0 ? [{ columns: before, rows: 1, write: () => undefined }] : []
    return { header: isOn(properties, 'w:tblHeader'), cells: [...empty, ...cells] }
  })
  if (rows.every((row) => partsOf(row, 'w:tc').length <= 1)) {
    // A frame around text.
    for (const row of grid) {
      for (const cell of row.cells) {
        body.writing.line()
        cell.write()
        body.writing.end()
      }
    }
    return
  }
  writeGrid(markedHeads(grid), body.writing, level > 0)
}

/** Rows that are repeated on each page are the head of a table, if they come first and something follows. */
function markedHeads(rows: readonly GridRow[]): GridRow[] {
  const heads = rows.findIndex((row) => !row.header)
  return rows.map((row, i) => ({ ...row, header: i < heads }))
}

function gridCell(cell: Element, body: Body, level: number): GridCell {
  const properties = childNamed(cell, 'w:tcPr')
  const columns = Math.max(1, wholeNumber(valueOf(properties, 'w:gridSpan')) ?? 1)
  const merge =
    properties === undefined
      ? undefined
      : (childNamed(properties, 'w:vMerge') ?? childNamed(properties, 'w:hMerge'))
  // The lower cells of a merged one are not shown; Word keeps an empty paragraph in them.
  const covered = merge !== undefined && merge.attributes.get('w:val') !== 'restart'
  return {
    columns,
    rows: 1,
    write: () => {
      if (covered && !hasWords(cell)) return
      writeBlocks(cell, body, level + 1)
      body.joined = false
    },
  }
}

/** Rows of a table or cells of a row, also those inside content controls. */
function partsOf(parent: Element, name: 'w:tr' | 'w:tc'): Element[] {
  return parent.children.flatMap((child) => {
    if (!isElement(child)) return []
    if (child.name === name) return [child]
    if (child.name === 'w:sdt') return childrenNamed(child, 'w:sdtContent').flatMap((c) => partsOf(c, name))
    return child.name === 'w:ins' || child.name === 'w:customXml' ? partsOf(child, name) : []
  })
}
