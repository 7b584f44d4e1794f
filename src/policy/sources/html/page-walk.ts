import { isElement, textBelow, type Element } from '../markup.ts'
import { numberAs } from '../number-forms.ts'
import type { Writing } from '../writing.ts'
import { BLOCKS } from './rules.ts'
import { hasOwnLabel, marksOf, type ListMarks } from './lists.ts'
import { depthOf, headingRank, labelDepth } from './structure.ts'
import { writeTable } from './tables.ts'
import { classesOf, isContents, isFurniture, isHidden, leadsBack } from './visible.ts'

/** What was met on the way and an officer should know. */
export type Met = { readings: number; pictures: number; struck: number; replacedPictures: number }

/** Where the walk is. */
export type Way = {
  readonly writing: Writing
  readonly met: Met
  readonly main: Element | null
  /** Outside the main part, or in a menu: everything there is furniture as a whole, and is not looked at closer. */
  readonly aside: boolean
  readonly preformatted: boolean
  readonly lists: number
  /** Depth of the part of a text whose class was met last. */
  readonly depth: number | null
}

/** Writes an element and all below it, in the order in which a person reads them. */
export function writeElement(element: Element, way: Way): void {
  if (isHidden(element)) return
  const { writing } = way
  if (!way.aside && element !== way.main && isFurniture(element)) {
    writing.line()
    const from = writing.here()
    writeChildren(element, { ...way, aside: true })
    writing.aside(from, 'page-furniture')
    writing.line()
    return
  }
  const inside = way.aside && element === way.main ? { ...way, aside: false } : way
  if (BLOCKS.has(element.name)) {
    writing.line()
    writeBlock(element, inside)
    writing.line()
  } else writeInline(element, inside)
}

export function writeChildren(element: Element, way: Way): void {
  for (const child of element.children) {
    if (isElement(child)) writeElement(child, way)
    else if (way.preformatted) writePreformatted(child, way.writing)
    else way.writing.flow(child)
  }
}

function writeBlock(element: Element, way: Way): void {
  const { writing } = way
  const from = writing.here()
  switch (element.name) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      writeChildren(element, way)
      if (!way.aside) writing.heading(from, Number(element.name.charAt(1)))
      return
    case 'ol':
    case 'ul':
    case 'menu':
    case 'dir':
      writeList(element, way)
      return
    case 'table':
      writeTable(element, way)
      return
    case 'pre':
      writeChildren(element, { ...way, preformatted: true })
      return
    default:
      writePart(element, way)
  }
}

/** A block whose class may say which part of a text it is. */
function writePart(element: Element, way: Way): void {
  const { writing } = way
  const from = writing.here()
  const classes = classesOf(element)
  const depth = depthOf(element) ?? way.depth
  writeChildren(element, { ...way, depth })
  if (way.aside) return
  if (classes.includes('s-head')) writing.heading(from, headingRank(textBelow(element)))
  else if (classes.includes('title') && depth !== null && /^\s*[(（].*[)）]\s*$/s.test(textBelow(element)))
    writing.caption(from)
}

function writeInline(element: Element, way: Way): void {
  const { writing, met } = way
  switch (element.name) {
    case 'br':
      writing.end()
      return
    case 'wbr':
      return
    case 'img':
      writePicture(element, way)
      return
    case 'rt':
    case 'rtc':
      if (textBelow(element).trim() !== '') met.readings += 1
      return
    case 'a':
      if (!way.aside && leadsBack(textBelow(element).trim())) {
        const at = writing.here()
        writeChildren(element, way)
        writing.aside(at, 'page-furniture')
        return
      }
      break
    case 'del':
    case 's':
    case 'strike':
      if (!way.aside && textBelow(element).trim() !== '') met.struck += 1
      writeChildren(element, way)
      return
    default:
  }
  const from = writing.here()
  const classes = classesOf(element)
  const depth = depthOf(element) ?? way.depth
  writeChildren(element, { ...way, depth })
  if (way.aside || depth === null || !classes.includes('num') || element.name !== 'span') return
  const label = textBelow(element)
  if (label.trim() !== '' && label.length <= 30) writing.label(from, labelDepth(depth, label))
}

/** A picture of one character stands for a 外字; the words of any other are not in the file. */
function writePicture(element: Element, way: Way): void {
  const alt = (element.attributes.get('alt') ?? '').trim()
  if ([...alt].length === 1 && /[\p{L}\p{N}]/u.test(alt)) {
    way.met.replacedPictures += 1
    way.writing.flow(alt)
  } else if (!way.aside) way.met.pictures += 1
}

function writeList(element: Element, way: Way): void {
  const { writing } = way
  if (!way.aside && way.lists === 0 && isContents(element)) {
    const from = writing.here()
    writeList(element, { ...way, aside: true })
    writing.aside(from, 'contents')
    return
  }
  const marks = way.aside ? null : marksOf(element)
  let n = marks?.first ?? 1
  for (const child of element.children) {
    if (!isElement(child)) {
      writing.flow(child)
      continue
    }
    if (child.name !== 'li') {
      writeElement(child, way)
      continue
    }
    if (isHidden(child)) continue
    writing.line()
    const value = Number.parseInt(child.attributes.get('value') ?? '', 10)
    if (Number.isSafeInteger(value)) n = value
    if (marks !== null && !hasOwnLabel(child) && !opensWithBlock(child)) {
      const from = writing.here()
      writing.text(printed(marks, n))
      writing.label(from, way.lists)
      writing.gap(' ')
    }
    writeChildren(child, { ...way, lists: way.lists + 1 })
    writing.end()
    n += marks?.step ?? 1
  }
}

const printed = (marks: ListMarks, n: number): string => (marks.bullet ? '・' : `${numberAs(marks.form, n)}.`)

/** An item that begins with a heading, a table or a list is a box of the page and no item of the text. */
function opensWithBlock(item: Element): boolean {
  for (const child of item.children) {
    if (!isElement(child)) {
      if (child.trim() !== '') return false
      continue
    }
    if (isHidden(child)) continue
    return /^(?:h[1-6]|table|ul|ol|dl|article|section)$/.test(child.name)
  }
  return true
}

/** In pre, lines and blanks stay; a run without a line end may go on inside the line. */
function writePreformatted(words: string, writing: Writing): void {
  const [first = '', ...more] = words.replace(/\r\n?/g, '\n').split('\n')
  writing.text(first)
  if (more.length > 0) {
    writing.line()
    writing.lines(more.join('\n'))
    if (words.endsWith('\n')) writing.line()
  }
}
