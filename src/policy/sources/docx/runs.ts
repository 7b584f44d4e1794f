import { childNamed, childrenNamed, isElement, textBelow, type Element } from '../markup.ts'
import type { Writing } from '../writing.ts'
import { shownByEquation, type Fields } from './fields.ts'
import type { Styles } from './styles.ts'
import { findBelow, isOn, valueOf } from './xml.ts'

/** What was met and an officer should know. */
export type Met = {
  inserted: number
  deleted: number
  readings: number
  pictures: number
  struck: number
  hidden: number
  symbols: number
  boxes: number
  notes: number
  attached: number
}

export type Document = {
  readonly writing: Writing
  readonly styles: Styles
  readonly fields: Fields
  readonly met: Met
  /** Ids of the footnotes and endnotes that the text refers to, in order. */
  readonly notes: { readonly kind: 'footnote' | 'endnote'; readonly id: string }[]
}

/** Symbols that Word keeps as places of a font; the usual ones of the fonts every Word has. */
const SYMBOLS = new Map([
  ['f0b7', '・'],
  ['f0a7', '▪'],
  ['f06c', '●'],
  ['f06e', '■'],
  ['f06f', '□'],
  ['f0a8', '□'],
  ['f071', '□'],
  ['f075', '◆'],
  ['f0d8', '➢'],
  ['f0e0', '→'],
  ['f0fc', '✓'],
  ['f0fe', '☑'],
  ['f052', '☑'],
  ['f0a3', '□'],
])

/** Writes the words of a paragraph or of a part of it; answers the text boxes that hang on it. */
export function writeRuns(parent: Element, document: Document): Element[] {
  const boxes: Element[] = []
  for (const child of parent.children) if (isElement(child)) writeInline(child, document, boxes)
  return boxes
}

function writeInline(element: Element, document: Document, boxes: Element[]): void {
  const { met, fields } = document
  switch (element.name) {
    case 'w:r':
      writeRun(element, document, boxes)
      return
    case 'w:ins':
    case 'w:moveTo':
      met.inserted += 1
      break
    case 'w:del':
    case 'w:moveFrom':
      if (findBelow(element, 'w:delText') !== undefined || findBelow(element, 'w:t') !== undefined)
        met.deleted += 1
      return
    case 'w:fldSimple':
      fields.begin()
      fields.instruction(element.attributes.get('w:instr') ?? '')
      fields.separate()
      boxes.push(...writeRuns(element, document))
      fields.end()
      return
    case 'w:sdt': {
      const content = childNamed(element, 'w:sdtContent')
      if (content !== undefined) boxes.push(...writeRuns(content, document))
      return
    }
    case 'mc:AlternateContent':
      for (const choice of chosen(element)) writeInline(choice, document, boxes)
      return
    case 'm:oMath':
    case 'm:oMathPara':
      document.writing.text(mathBelow(element))
      return
    case 'w:hyperlink':
    case 'w:smartTag':
    case 'w:customXml':
    case 'w:dir':
    case 'w:bdo':
      break
    default:
      return
  }
  boxes.push(...writeRuns(element, document))
}

/** Word writes new things twice, for itself and for older programs: one of the two is read. */
function chosen(alternate: Element): Element[] {
  const choice = childNamed(alternate, 'mc:Choice') ?? childNamed(alternate, 'mc:Fallback')
  return choice === undefined ? [] : choice.children.filter(isElement)
}

function mathBelow(element: Element): string {
  let text = ''
  for (const child of element.children) {
    if (isElement(child))
      text += child.name === 'm:t' || child.name === 'w:t' ? textBelow(child) : mathBelow(child)
  }
  return text
}

function writeRun(run: Element, document: Document, boxes: Element[]): void {
  const { met } = document
  const properties = childNamed(run, 'w:rPr')
  if (isOn(properties, 'w:vanish') || document.styles.hidesRuns(valueOf(properties, 'w:rStyle'))) {
    if (childrenNamed(run, 'w:t').some((t) => textBelow(t).trim() !== '') && !document.fields.hidden())
      met.hidden += 1
    // The marks of a field are often hidden though its result is not.
    for (const child of run.children) if (isElement(child)) noteField(child, document)
    return
  }
  const struck = isOn(properties, 'w:strike') || isOn(properties, 'w:dstrike')
  if (struck && childrenNamed(run, 'w:t').some((t) => textBelow(t).trim() !== '')) met.struck += 1
  for (const child of run.children) if (isElement(child)) writeInRun(child, document, boxes)
}

function noteField(element: Element, { fields }: Document): string | null {
  if (element.name === 'w:instrText') fields.instruction(textBelow(element))
  if (element.name !== 'w:fldChar') return null
  switch (element.attributes.get('w:fldCharType')) {
    case 'begin':
      fields.begin()
      return null
    case 'separate':
      fields.separate()
      return null
    case 'end':
      return fields.end()
    default:
      return null
  }
}

function writeInRun(element: Element, document: Document, boxes: Element[]): void {
  const { writing, fields, met } = document
  const unseen = noteField(element, document)
  if (unseen !== null) {
    const shown = shownByEquation(unseen)
    if (shown === null || fields.hidden()) return
    if (shown.reading) met.readings += 1
    writing.text(shown.text)
    return
  }
  if (fields.hidden()) return
  switch (element.name) {
    case 'w:t':
      writing.text(textBelow(element))
      return
    case 'w:tab':
    case 'w:ptab':
      writing.text('\t')
      return
    case 'w:br':
    case 'w:cr':
      writing.end()
      return
    case 'w:noBreakHyphen':
      writing.text('-')
      return
    case 'w:sym':
      writeSymbol(element, document)
      return
    case 'w:ruby': {
      if (findBelow(element, 'w:rt') !== undefined) met.readings += 1
      const base = childNamed(element, 'w:rubyBase')
      if (base !== undefined) boxes.push(...writeRuns(base, document))
      return
    }
    case 'w:footnoteReference':
    case 'w:endnoteReference': {
      const id = element.attributes.get('w:id')
      const kind = element.name === 'w:footnoteReference' ? 'footnote' : 'endnote'
      if (id !== undefined) document.notes.push({ kind, id })
      return
    }
    case 'mc:AlternateContent':
      for (const choice of chosen(element)) writeInRun(choice, document, boxes)
      return
    case 'w:drawing':
    case 'w:pict':
    case 'w:object':
      takeDrawing(element, document, boxes)
      return
    default:
  }
}

function writeSymbol(element: Element, { writing, met }: Document): void {
  const code = (element.attributes.get('w:char') ?? '').toLowerCase()
  const known = SYMBOLS.get(code)
  if (known === undefined) met.symbols += 1
  writing.text(known ?? '〓')
}

/** A drawing with words gives its text boxes; one with a picture is noted. */
function takeDrawing(element: Element, { met }: Document, boxes: Element[]): void {
  const found = boxesBelow(element)
  boxes.push(...found)
  if (found.length > 0) return
  if (findBelow(element, 'pic:pic') !== undefined || findBelow(element, 'v:imagedata') !== undefined)
    met.pictures += 1
  else if (findBelow(element, 'c:chart') !== undefined || findBelow(element, 'dgm:relIds') !== undefined) {
    met.pictures += 1
  }
}

function boxesBelow(element: Element): Element[] {
  return element.children.flatMap((child) => {
    if (!isElement(child)) return []
    if (child.name === 'w:txbxContent') return [child]
    if (child.name === 'mc:AlternateContent') return chosen(child).flatMap((c) => boxesBelow(c))
    return boxesBelow(child)
  })
}
