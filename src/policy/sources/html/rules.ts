import type { MarkupRules } from '../markup.ts'

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const VOID = words('area base br col embed frame hr img input keygen link meta param source track wbr')
const TABLE_PARTS = words('table caption colgroup thead tbody tfoot tr td th')
/** Elements that stand on lines of their own. */
export const BLOCKS = words(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noscript ol option p pre ' +
    'search section select summary table tbody td tfoot th thead title tr ul',
)
const P_ENDERS = words(
  'address article aside blockquote center details dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 ' +
    'h6 header hgroup hr main menu nav ol p pre section table ul li dt dd',
)

const P = { ends: words('p'), within: words('table td th caption button object li dd') }
const IMPLIED = new Map<string, { ends: ReadonlySet<string>; within: ReadonlySet<string> }>([
  ['li', { ends: words('li p'), within: words('ol ul menu dir table td th') }],
  ['dt', { ends: words('dt dd p'), within: words('dl table td th') }],
  ['dd', { ends: words('dt dd p'), within: words('dl table td th') }],
  ['tr', { ends: words('tr td th caption colgroup p'), within: words('table') }],
  ['td', { ends: words('td th p'), within: words('table tr') }],
  ['th', { ends: words('td th p'), within: words('table tr') }],
  ['thead', { ends: words('thead tbody tfoot tr td th caption colgroup'), within: words('table') }],
  ['tbody', { ends: words('thead tbody tfoot tr td th caption colgroup'), within: words('table') }],
  ['tfoot', { ends: words('thead tbody tfoot tr td th caption colgroup'), within: words('table') }],
  ['option', { ends: words('option'), within: words('select') }],
  ['rt', { ends: words('rt rp rb'), within: words('ruby') }],
  ['rp', { ends: words('rt rp rb'), within: words('ruby') }],
  ['rb', { ends: words('rt rp rb'), within: words('ruby') }],
])

/** The elements of HTML, as far as broken nesting depends on them. */
export const htmlRules: MarkupRules = {
  xml: false,
  isVoid: (name) => VOID.has(name),
  implied: (name) => IMPLIED.get(name) ?? (P_ENDERS.has(name) ? P : null),
  // </font> does not end the paragraph it stands in, and nothing but a part of a table ends a cell.
  shields: (name, other) =>
    TABLE_PARTS.has(other)
      ? !TABLE_PARTS.has(name) && name !== 'body' && name !== 'html'
      : BLOCKS.has(other) && !BLOCKS.has(name),
}
