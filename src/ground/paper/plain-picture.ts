/** What the printer adds for reading pages in its own viewer: styles, scripts, text laid over the shapes. */
const extras = /<(style|script|foreignObject)\b[^>]*?(?:\/>|>[\s\S]*?<\/\1>)/gu
/** Attributes for that viewer, and any that would style or run. */
const attributes = /\s(?:style|class|data-[\w-]+|on\w+|pointer-events)="[^"]*"/gu

/** A page of the printer's SVG and how far down it begins. */
const pageStart = /<g class="typst-page" transform="translate\(0, ([\d.]+)\)"/gu

/**
 * The printer's picture of pages with nothing but shapes in it, on white, with a line where a page ends. It is shown as an
 * image from the same origin, so it may bring no style and no script of its own.
 */
export function plainPicture(svg: string): string {
  const starts = [...svg.matchAll(pageStart)].map(([, top = '0']) => Number(top)).filter((top) => top > 0)
  const lines = starts.map((top) => `<path d="M0 ${top}H600" stroke="#949494" stroke-dasharray="4 4"/>`)
  const bare = svg.replaceAll(extras, '').replaceAll(attributes, '')
  return bare
    .replace(/<svg\b[^>]*>/u, (opening) => `${opening}<rect width="100%" height="100%" fill="#fff"/>`)
    .replace(/<\/svg>\s*$/u, `${lines.join('')}</svg>`)
}
